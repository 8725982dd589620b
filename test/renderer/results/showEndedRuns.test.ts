/** Which run Results shows after a training, told by the events of a real engine. */
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { createEngine, type Engine } from '../../../main/engine/createEngine.ts'
import { plantRun } from '../../support/plantedRun.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

let engine: Engine
const listeners = new Set<(data: string) => void>()
/** To all that the window asked. */
const answers: Promise<string>[] = []
let view: typeof import('../../../renderer/results/resultsView.ts')
let ended: typeof import('../../../renderer/results/showEndedRuns.ts')
let activity: typeof import('../../../renderer/stores/activity.ts')
let comeBack: typeof import('../../../renderer/stores/comeBack.ts')

beforeAll(async () => {
  const on = (name: string, listener: (data: string) => void) => {
    if (name === 'job.changed') listeners.add(listener)
    return () => listeners.delete(listener)
  }
  const call = (name: string, request: string) => {
    const answer = engine.dispatch(name, request)
    answers.push(answer)
    return answer
  }
  Object.assign(globalThis, { boxwright: { call, on } })
  view = await import('../../../renderer/results/resultsView.ts')
  ended = await import('../../../renderer/results/showEndedRuns.ts')
  activity = await import('../../../renderer/stores/activity.ts')
  comeBack = await import('../../../renderer/stores/comeBack.ts')
})

beforeEach(async () => {
  const folder = temporaryFolder()
  engine = createEngine({ cache: join(folder, 'cache'), home: join(folder, 'home'), resources: folder }, () => {})
  onTestFinished(() => engine.close())
  await engine.call('project.create', { path: join(folder, 'test.boxwright') })
  onTestFinished(ended.showEndedRuns())
  onTestFinished(() => comeBack.useComeBack.setState({ page: null }))
})

/** A run beside the chosen one ends. @param ap of its best epoch; null: no epoch was finished */
async function endRun(ap: number | null): Promise<{ readonly chosen: number; readonly next: number }> {
  const { runs, jobs } = engine.context.project!.store
  const [chosen, next] = [plantRun(engine.context.project!.store), plantRun(engine.context.project!.store)]
  if (ap !== null) runs.setBest(next, 1, ap, ap)
  view.chooseResult(chosen, 'all')
  view.changeView({ confidence: 0.3 })
  for (const listener of listeners) listener(JSON.stringify(jobs.get(runs.get(next).jobId!)))
  await Promise.all(answers)
  // What waits for the answers has then run.
  await setImmediate()
  return { chosen, next }
}

describe('a run that was trained', () => {
  it('is what Results shows then, on the part that was shown, at its own best confidence', async () => {
    activity.showActivity('train')
    const { next } = await endRun(0.5)
    expect(view.useResultsView.getState()).toMatchObject({ runId: next, split: 'all', confidence: 'auto' })
  })

  it('does not take the results away that somebody reads, nor while an image of them is looked at', async () => {
    activity.showActivity('results')
    const reading = await endRun(0.5)
    expect(view.useResultsView.getState()).toMatchObject({ runId: reading.chosen, confidence: 0.3 })
    comeBack.showImageFrom('results', 1)
    const looking = await endRun(0.5)
    expect(view.useResultsView.getState()).toMatchObject({ runId: looking.chosen, confidence: 0.3 })
  })

  it('leaves the choice when it has no weights to show', async () => {
    activity.showActivity('train')
    const { chosen } = await endRun(null)
    expect(view.useResultsView.getState().runId).toBe(chosen)
  })
})
