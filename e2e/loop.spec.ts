import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { boxesIn, valueIn } from './projectFile.ts'
import { expect, test } from './studio.ts'
import { becomesDone, makeDemo } from './support/demo.ts'

test('the whole loop: demo pictures, split, train, evaluate, a cell of the matrix, a label fixed, the counts follow', async ({
  studio,
}) => {
  test.setTimeout(240_000)
  await studio.open()
  const project = await makeDemo(studio, 60)
  await studio.images.split()
  await expect.poll(() => valueIn(project, "SELECT count(*) FROM image WHERE split = 'train'")).toBe(48)

  await studio.train.show()
  await studio.train.chooseEpochs(8, '160')
  await studio.train.trainButton.click()
  await becomesDone(project, 'train')
  expect(Number(valueIn(project, 'SELECT count(*) FROM epoch'))).toBeGreaterThan(3)

  await studio.results.show()
  await studio.results.evaluate('all')
  const confused = await firstConfusedCell(studio.results)
  const before = await studio.results.countOf(...confused)
  const labelsBefore = boxesIn(project)
  await studio.results.cell(...confused).click()
  await studio.results.acceptButton.click()
  await expect.poll(() => studio.results.countOf(...confused)).toBe(before - 1)
  const changed = boxesIn(project).filter((box, index) => box.category !== labelsBefore[index]!.category)
  expect(changed).toHaveLength(1)

  await test.step('undo brings it back', async () => {
    await studio.window.keyboard.press('Control+z')
    await expect.poll(() => studio.results.countOf(...confused)).toBe(before)
  })

  await test.step('a crop opens its image at the box', async () => {
    await studio.window.getByRole('button', { name: /^Open in Annotate/ }).click()
    await expect(studio.annotate.canvas).toHaveAccessibleName(/bench-/)
  })

  await test.step('export', async () => {
    await studio.images.show()
    await studio.images.exportTo(join(studio.folder, 'out'), 'coco')
    await expect(studio.window.getByText('written and read back')).toBeVisible()
    expect(existsSync(join(studio.folder, 'out', 'annotations'))).toBe(true)
  })
})

/** Row and column of a cell where one class was taken for another. */
async function firstConfusedCell(results: {
  countOf: (row: number, column: number) => Promise<number>
}): Promise<[number, number]> {
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 4; column++) {
      if (row !== column && (await results.countOf(row, column)) > 0) return [row, column]
    }
  }
  throw new Error('no two classes were confused')
}
