import { join } from 'node:path'
import { blankAnnotation } from '../shared/model.ts'
import { seededRandom } from '../shared/random.ts'
import { makePictures } from './pictures.ts'
import { boxesIn, valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'

/** BOXWRIGHT_CRASH_EDITS makes a longer run. */
const wantedEdits = Number(process.env.BOXWRIGHT_CRASH_EDITS ?? 160)

test('the whole application is killed while it stores boxes: every answered one is there after the next start', async ({
  studio,
}) => {
  test.setTimeout(120_000 + wantedEdits * 200)
  const random = seededRandom(Number(process.env.BOXWRIGHT_CRASH_SEED ?? 1))
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg'])
  const project = join(studio.folder, 'killed.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  await studio.images.openImage('a.jpg')
  await studio.annotate.typeClass('thing')
  await expect.poll(() => valueIn(project, 'SELECT count(*) FROM category')).toBe(1)

  let known = 0
  while (known < wantedEdits) {
    const answered = await storeBoxesUntilKilled(studio, 20 + random.below(Math.max(120, wantedEdits / 5)))
    expect(valueIn(project, 'PRAGMA integrity_check')).toBe('ok')
    const stored = boxesIn(project).length
    expect(stored).toBeGreaterThanOrEqual(known + answered)
    expect(valueIn(project, 'SELECT annotation_count FROM image')).toBe(stored)

    await studio.open(project)
    await studio.images.openImage('a.jpg')
    await studio.annotate.expectBoxes(stored)
    await studio.annotate.press('Control+z')
    await expect.poll(() => boxesIn(project)).toHaveLength(stored - 1)
    await studio.annotate.press('Control+y')
    await expect.poll(() => boxesIn(project)).toHaveLength(stored)
    known = stored
  }
})

/** Has the window send box after box, and kills the application after so many answers. @returns the answers that came */
async function storeBoxesUntilKilled(studio: Studio, afterAnswers: number): Promise<number> {
  const { window } = studio
  let answered = 0
  const enough = new Promise<void>((resolve) => {
    window.on('console', (message) => {
      if (message.text() !== 'stored') return
      answered++
      if (answered === afterAnswers) resolve()
    })
  })
  const box = { imageId: 1, categoryId: 1, x1: 10, y1: 10, x2: 90, y2: 90, ...blankAnnotation, updatedAt: 1 }
  void window.evaluate(sendBoxes, JSON.stringify(box)).catch(() => {})
  await enough
  await studio.kill()
  return answered
}

async function sendBoxes(box: string): Promise<void> {
  const { boxwright } = globalThis as unknown as {
    boxwright: { call: (name: string, request: string) => Promise<string> }
  }
  const call = async (name: string, request: object) => {
    const reply = JSON.parse(await boxwright.call(name, JSON.stringify(request)))
    if (!reply.ok) throw new Error(JSON.stringify(reply.error))
    return reply.value
  }
  for (;;) {
    const { first } = await call('annotations.reserveIds', { count: 1 })
    const changes = [{ before: null, after: { ...JSON.parse(box), id: first } }]
    await call('annotations.apply', { imageId: 1, kind: 'draw', changes })
    console.log('stored')
  }
}
