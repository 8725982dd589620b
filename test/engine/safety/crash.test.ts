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
import { type Random, seededRandom } from '../../../shared/random.ts'
import { type EditRequest, perform, writeLabels } from '../../support/anyEdits.ts'
import { contentOf, integrityOf, noWrongCounts, soundIntegrity, wrongCounts } from '../../support/content.ts'
import { addImages } from '../../support/editProject.ts'
import { type TestEngine, testEngine } from '../../support/engine.ts'
import { startEngine } from '../../support/engineProcess.ts'
import { nextEdit } from '../../support/scriptedEdits.ts'
import { memoryFolder } from '../../support/temporaryFolder.ts'
import { thereAndBack } from '../../support/thereAndBack.ts'

const wantedEdits = Number(process.env.BOXWRIGHT_CRASH_EDITS ?? 10_000)
const seed = Number(process.env.BOXWRIGHT_CRASH_SEED ?? 1)
/** In one life of the engine. */
const mostEdits = 1000
const mostOnTheirWay = 8

it('no answered edit is lost when the engine is killed, the file is sound, and every step can be undone and redone', {
  timeout: wantedEdits * 100,
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
  const end = contentOf(path)
  expect(await thereAndBack(twin, path)).toEqual({ undone: beginning, redone: end })
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
    const { request, newIds, isAlone } = await nextEdit(twin, labels, random)
    if (isAlone) await Promise.all(onTheirWay)
    if (newIds > 0) engine.call('annotations.reserveIds', { count: newIds }).catch(() => {})
    sent++
    if (sent >= editCount - 2 * mostOnTheirWay) contents.set(sent, JSON.stringify(contentOf(store.path)))
    onTheirWay.push(send(request))
    if (isAlone) await Promise.all(onTheirWay)
    if (onTheirWay.length >= mostOnTheirWay) await onTheirWay.shift()
  }
  await pause(random.next() * 3)
  await engine.kill()
  await Promise.all(onTheirWay)
  return { answered, contents }
}
