/**
 * Plays the demo from the command line: makes the project, splits, trains for a minute, evaluates, and shows the matrix in
 * which the wrong labels stand out. Unattended it also leaves pictures of the window and a short report, and ends.
 */
import type { CallResponse } from '../../shared/api.ts'
import { toPlainError } from '../../shared/errors.ts'
import { trainSettings } from '../../shared/trainSettings.ts'
import { showActivity, showImage } from '../stores/activity.ts'
import { finishJob } from '../stores/jobs.ts'
import { showEvaluation } from '../stores/shownEvaluation.ts'
import { call } from '../studio.ts'
import { type DemoOutcome, demoReport, isDemoConvincing, judgeDemo } from './demoReport.ts'

type Start = CallResponse<'desktop.start'>

/**
 * The things of the demo lie on a bench in any direction, so pictures may be turned over. So many epochs take about a
 * minute on two processors, and come to the same on a busy machine; the time only ends what would never end.
 */
export const demoSettings = trainSettings.parse({
  epochs: 40,
  seconds: 600,
  size: 256,
  flipVertical: 0.5,
  scale: 0.4,
  translate: 0.2,
  colour: 0.5,
})

export async function playDemo(start: Start): Promise<void> {
  if (!start.unattended) {
    await play(start, async () => {})
    return
  }
  try {
    const outcome = await play(start, takePicture)
    await call('desktop.finish', { exitCode: isDemoConvincing(outcome) ? 0 : 1, report: demoReport(outcome) })
  } catch (error) {
    await takePicture('failed')
    await call('desktop.finish', { exitCode: 1, report: `# The demo failed\n\n${toPlainError(error).message}\n` })
  }
}

type Picture = (name: string) => Promise<void>

async function play(start: Start, picture: Picture): Promise<DemoOutcome> {
  const log = (line: string) => (start.unattended ? call('desktop.log', { line }) : undefined)
  const startedAt = Date.now()
  await log('Drawing the demo pictures …')
  const stamp = new Date().toISOString().slice(0, 19).replace(/[T:]/g, '-')
  await finishJob(
    (await call('project.demo', { path: `${start.documents}/Boxwright demo ${stamp}/demo.boxwright` })).jobId,
  )
  await call('split.assign', {})
  await picture('1-images')
  const [first] = await call('images.ids', { filter: '' })
  showImage(first!)
  await picture('2-annotate')

  await log('Training for about a minute …')
  showActivity('train')
  const { jobId, runId } = await call('train.start', { settings: demoSettings })
  const trained = finishJob(jobId)
  if (start.unattended) await untilHalfTrained(runId)
  await picture('3-train')
  await trained

  await log('Evaluating …')
  const evaluationIds = { test: await evaluateOn(runId, 'test'), all: await evaluateOn(runId, 'all') }
  const outcome = await judgeDemo({ runId, evaluationIds, startedAt })
  showEvaluation({ runId, split: 'all', cell: outcome.worstCell })
  showActivity('results')
  await picture('4-results')
  return outcome
}

async function untilHalfTrained(runId: number): Promise<void> {
  const isHalfDone = async () => {
    const { epochs, endedAt } = await call('runs.get', { id: runId })
    return endedAt !== null || epochs.length * 2 >= demoSettings.epochs!
  }
  while (!(await isHalfDone())) await pause(500)
}

async function evaluateOn(runId: number, split: 'test' | 'all'): Promise<number> {
  const { jobId } = await call('evaluate.start', { runId, split })
  return ((await finishJob(jobId)) as { evaluationId: number }).evaluationId
}

/** The window needs a moment to draw what it was told to show. */
async function takePicture(name: string): Promise<void> {
  await pause(2500)
  await call('desktop.screenshot', { name })
}

const pause = (timeMs: number) => new Promise((resolve) => setTimeout(resolve, timeMs))
