/**
 * The whole application is killed at random moments amid edits of all kinds that its window sends: window, engine and all.
 * What was answered is in the file, whole; of what was on its way, each edit is there or is not; and the history still
 * leads back to the beginning.
 *
 * BOXWRIGHT_CRASH_EDITS and BOXWRIGHT_CRASH_SEED make a longer run, or another one.
 */
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Random, seededRandom } from '../shared/random.ts'
import { imageCount, imageSize } from '../test/support/anyEdits.ts'
import { contentOf, integrityOf, noWrongCounts, soundIntegrity, wrongCounts } from '../test/support/content.ts'
import { numberedPaths } from '../test/support/imageRows.ts'
import { makePictures } from './pictures.ts'
import { boxesIn, valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'
import { sendEdits } from './support/sendEdits.ts'
import { TwinProject } from './support/TwinProject.ts'

const wantedEdits = Number(process.env.BOXWRIGHT_CRASH_EDITS ?? 240)
/** In one life of the application, whose start takes as long as hundreds of them. */
const mostEdits = Math.max(200, Math.ceil(wantedEdits / 14))
const fewestEdits = 20
/** What may be answered before the news of an answer has come here and the application is dead. */
const spareEdits = 120
/** The kill comes at any moment, not only right after an answer. */
const mostPauseMs = 20

test('the whole application is killed amid edits of all kinds: every answered one is there after the next start', async ({
  studio,
}) => {
  test.setTimeout(120_000 + wantedEdits * 100)
  const random = seededRandom(Number(process.env.BOXWRIGHT_CRASH_SEED ?? 1))
  const project = await makeProject(studio)
  const beginning = contentOf(project)
  const twin = new TwinProject(project)
  let [answered, kills] = [0, 0]
  try {
    for (; answered < wantedEdits; kills++) {
      await twin.copy()
      const wanted = fewestEdits + random.below(mostEdits - fewestEdits)
      const [script] = await Promise.all([twin.write(random, wanted, spareEdits), openAgain(studio, project)])
      const answers = await killAmid(studio, random, {
        wanted,
        send: (onAnswer) => sendEdits(studio, script, onAnswer),
      })
      answered += answers
      const possible = [...script.contents].filter(([count]) => count >= answers).map(([, content]) => content)
      expect(possible, `kill ${kills + 1}: ${answers} edits were answered`).toContain(
        JSON.stringify(contentOf(project)),
      )
      expect(integrityOf(project)).toEqual(soundIntegrity)
      expect(wrongCounts(project)).toEqual(noWrongCounts)
    }
    await openAgain(studio, project)
    await studio.close()
    const end = contentOf(project)
    expect(await twin.thereAndBack()).toEqual({ undone: beginning, redone: end })
  } finally {
    await twin.close()
  }
  console.log(`${answered} edits were answered; ${kills} kills lost none of them`)
})

/** Pictures of the size that edits count on, in a project that is closed again. */
async function makeProject(studio: Studio): Promise<string> {
  const folder = await makePictures(join(studio.folder, 'pictures'), numberedPaths(imageCount), imageSize)
  const project = join(studio.folder, 'killed.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  await expect.poll(() => valueIn(project, 'SELECT count(*) FROM image WHERE width IS NOT NULL')).toBe(imageCount)
  await studio.close()
  return project
}

/** Shows what the file holds, one of the images with its boxes. */
async function openAgain(studio: Studio, project: string): Promise<void> {
  const [first] = numberedPaths(imageCount)
  await studio.open(project)
  await studio.images.openImage(first!)
  await studio.annotate.expectBoxes(boxesIn(project).filter(({ image }) => image === first).length)
}

type Life = { readonly wanted: number; readonly send: (onAnswer: () => void) => Promise<void> }

/** Kills the application soon after so many answers. @returns the answers that came */
async function killAmid(studio: Studio, random: Random, { wanted, send }: Life): Promise<number> {
  let answered = 0
  const { promise: areEnough, resolve, reject } = Promise.withResolvers<void>()
  const onAnswer = () => {
    answered++
    if (answered === wanted) resolve()
  }
  // That a killed window cannot go on is heard by nobody any more.
  send(onAnswer).catch(reject)
  await areEnough
  await pause(random.next() * mostPauseMs)
  await studio.kill()
  return answered
}
