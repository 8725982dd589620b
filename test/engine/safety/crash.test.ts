/**
 * The engine process is killed at random moments amid edits of all kinds. What it had answered is in the file, whole; of
 * what was on its way, each step is there or is not; and the history still leads back to the beginning.
 *
 * A second engine, of this process, makes the same edits in a copy and so tells what the file must hold after each.
 * BOXWRIGHT_CRASH_EDITS and BOXWRIGHT_CRASH_SEED make a longer run, or the same one again.
 */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createStore, openStore } from '../../../main/engine/store/store.ts'
import type { EngineCallName } from '../../../shared/api.ts'
import { type Random, seededRandom } from '../../../shared/random.ts'
import {
  type EditRequest,
  perform,
  requestOf,
  type Step,
  type StepKind,
  stepKinds,
  writeLabels,
} from '../../support/anyEdits.ts'
import { contentOf, integrityOf, noWrongCounts, soundIntegrity, wrongCounts } from '../../support/content.ts'
import { addImages, contentFor } from '../../support/editProject.ts'
import { type TestEngine, testEngine } from '../../support/engine.ts'
import { startEngine } from '../../support/engineProcess.ts'
import { memoryFolder } from '../../support/temporaryFolder.ts'

const wantedEdits = Number(process.env.BOXWRIGHT_CRASH_EDITS ?? 10_000)
const seed = Number(process.env.BOXWRIGHT_CRASH_SEED ?? 1)
/** In one life of the engine. */
const mostEdits = 1000
const mostOnTheirWay = 8
/** A job, and a call that lets others in while it reads. */
const runsBeside: ReadonlySet<EngineCallName> = new Set(['import.start', 'split.assign'])
/** An import, which is a job, takes as long as a hundred other edits. */
const kinds = Array(20)
  .fill(stepKinds.filter((kind) => kind !== 'import'))
  .flat()
  .concat('import') as StepKind[]
/** Copies of copies would fill the images. */
const mostBoxes = 40

it('no answered edit is lost when the engine is killed, the file is sound, and every step can be undone and redone', {
  timeout: wantedEdits * 40,
}, async () => {
  const random = seededRandom(seed)
  const twin = testEngine()
  const folder = memoryFolder()
  const path = join(folder, 'crash.boxwright')
  const labels = writeLabels(join(twin.folder, 'labels'))
  makeProject(path)
  const beginning = contentOf(path)
  let edits = 0
  for (let round = 0; edits < wantedEdits; round++) {
    const copy = join(folder, `round-${round}.boxwright`)
    copyFileSync(path, copy)
    await twin.call('project.open', { path: copy })
    const { answered, contents } = await killAmidEdits({ path, labels, twin, random })
    // Opening brings the file in order.
    openStore(path).close()
    expect(integrityOf(path)).toEqual(soundIntegrity)
    expect(wrongCounts(path)).toEqual(noWrongCounts)
    const possible = [...contents].filter(([count]) => count >= answered).map(([, content]) => content)
    expect(possible, `round ${round}: ${answered} edits were answered`).toContain(JSON.stringify(contentOf(path)))
    // An engine that answers nothing has lost nothing either.
    expect(answered).toBeGreaterThan(mostEdits / 5)
    edits += answered
  }
  await leadsBack(twin, path, beginning)
})

function makeProject(path: string): void {
  const store = createStore(path)
  addImages(store)
  store.close()
}

type Round = {
  readonly path: string
  readonly labels: string
  readonly twin: TestEngine
  readonly random: Random
}
type Killed = {
  readonly answered: number
  /** What the file holds after so many edits, for the last ones. */
  readonly contents: ReadonlyMap<number, string>
}

async function killAmidEdits({ path, labels, twin, random }: Round): Promise<Killed> {
  const engine = startEngine(join(twin.folder, 'other-home'))
  await engine.call('project.open', { path })
  const store = twin.context.project!.store
  const editCount = Math.floor(mostEdits / 4 + (random.next() * mostEdits * 3) / 4)
  const contents = new Map<number, string>()
  const onTheirWay: Promise<void>[] = []
  let answered = 0
  const send = async ({ name, request }: EditRequest) => {
    try {
      await perform(engine.call as typeof twin.call, { name, request })
      answered++
    } catch {
      // It was killed before it could answer.
    }
  }
  for (let sent = 0; sent < editCount; ) {
    const made = nextRequest(twin, labels, random)
    if (!made) continue
    if (made.newIds > 0) engine.call('annotations.reserveIds', { count: made.newIds }).catch(() => {})
    // These run beside the calls that follow; the order of both is only known when one waits.
    if (runsBeside.has(made.request.name)) await Promise.all(onTheirWay)
    await perform(twin.call, made.request)
    sent++
    if (sent >= editCount - 2 * mostOnTheirWay) contents.set(sent, JSON.stringify(contentOf(store.path)))
    onTheirWay.push(send(made.request))
    if (runsBeside.has(made.request.name)) await Promise.all(onTheirWay)
    if (onTheirWay.length >= mostOnTheirWay) await onTheirWay.shift()
  }
  await pause(random.next() * 3)
  await engine.kill()
  await Promise.all(onTheirWay)
  return { answered, contents }
}

function nextRequest(twin: TestEngine, labels: string, random: Random) {
  const { store } = twin.context.project!
  let newIds = 0
  const content = contentFor(store, labels)
  const counting = {
    ...content,
    categories: store.categories.list(),
    newId: () => {
      newIds++
      return content.newId()
    },
  }
  const request = travel(random) ?? requestOf(counting, nextStep(counting.imageIds.map(content.boxesOf), random))
  return request && { request, newIds }
}

/** Sometimes one goes back or forth instead. */
function travel(random: Random): EditRequest | null {
  const chance = random.next()
  if (chance > 0.12) return null
  const name: EngineCallName = chance < 0.07 ? 'history.undo' : 'history.redo'
  return { name, request: {} }
}

function nextStep(boxes: readonly (readonly unknown[])[], random: Random): Step {
  const isFull = boxes.some((ofImage) => ofImage.length > mostBoxes)
  const kind = isFull ? 'bulk' : kinds[random.below(kinds.length)]!
  return { kind, image: random.next(), box: random.next(), other: random.next(), value: isFull ? 0 : random.next() }
}

async function leadsBack(engine: TestEngine, path: string, beginning: ReturnType<typeof contentOf>): Promise<void> {
  await engine.call('project.open', { path })
  const end = contentOf(path)
  const undone = await engine.call('history.goTo', { editId: null })
  expect(contentOf(path)).toEqual(beginning)
  const wasUndone = undone.length
  for (let step = 0; step < wasUndone; step++) await engine.call('history.redo', {})
  expect(contentOf(path)).toEqual(end)
}
