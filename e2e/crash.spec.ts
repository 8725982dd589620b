import { join } from 'node:path'
import { makePictures } from './pictures.ts'
import { processesBelow } from './processes.ts'
import { boxesIn, valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'
import { makeDemo } from './support/demo.ts'

const picture = { x: 400, y: 300 }

const pidOf = (studio: Studio) => studio.app.process().pid!

test('the engine is killed while boxes are drawn: no answered box is missing, and drawing goes on', async ({
  studio,
}) => {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg'])
  const project = join(studio.folder, 'crash.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  await studio.images.openImage('a.jpg')
  await studio.annotate.typeClass('thing')
  await studio.annotate.press('w')
  for (let round = 0; round < 3; round++) {
    const before = boxesIn(project).length
    await studio.annotate.drag(picture, { x: 20 + round * 90, y: 20 }, { x: 100 + round * 90, y: 120 })
    await expect.poll(() => boxesIn(project).length).toBe(before + 1)
    const [engine] = processesBelow(pidOf(studio), 'engine.mjs')
    process.kill(engine!, 'SIGKILL')
    await expect(
      studio.window.getByText('The engine runs again').or(studio.window.getByText('is started again')).first(),
    ).toBeVisible()
    await expect.poll(() => processesBelow(pidOf(studio), 'engine.mjs').filter((pid) => pid !== engine).length).toBe(1)
    await studio.annotate.expectBoxes(before + 1)
  }
  await studio.annotate.drag(picture, { x: 60, y: 160 }, { x: 200, y: 280 })
  await expect.poll(() => boxesIn(project)).toHaveLength(4)
  expect(valueIn(project, 'PRAGMA integrity_check')).toBe('ok')
})

test('the worker is killed while it trains: the run says so, and the studio goes on', async ({ studio }) => {
  await studio.open()
  const project = await makeDemo(studio, 12)
  await studio.images.split()
  await studio.train.show()
  await studio.train.chooseSmall('5')
  await studio.train.trainButton.click()
  await expect(studio.window.getByText(/epoch [2-9]/).first()).toBeVisible({ timeout: 60_000 })
  const [worker] = processesBelow(pidOf(studio), 'worker.mjs')
  process.kill(worker!, 'SIGKILL')
  await expect.poll(() => valueIn(project, "SELECT state FROM job WHERE kind = 'train'")).toBe('interrupted')
  await expect(studio.window.getByText(/worker process was ended from outside/).first()).toBeVisible()
  await studio.images.show()
  await studio.images.openImage('bench-001.jpg')
  await expect(studio.annotate.canvas).toHaveAccessibleName(/bench-001/)
})
