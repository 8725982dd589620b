import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { datasetFromEvaluation } from '../shared/metrics/dataset.ts'
import { evaluate } from '../shared/metrics/evaluate.ts'
import { boxesIn, valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'

test('the whole loop: demo pictures, split, train, evaluate, a cell of the matrix, a label fixed, the counts follow', async ({
  studio,
}) => {
  test.setTimeout(360_000)
  const project = join(studio.folder, 'demo', 'demo.boxwright')
  await studio.open()
  await studio.callEngine('project.demo', { path: project, images: 80 })
  await expect
    .poll(() => valueIn(project, "SELECT state FROM job WHERE kind = 'demo'"), { timeout: 30_000 })
    .toBe('done')
  await studio.images.split()
  await expect.poll(() => valueIn(project, "SELECT count(*) FROM image WHERE split = 'train'")).toBe(64)

  await studio.train.show()
  await studio.train.chooseSmall('0.5')
  await train(studio, project, 1)
  expect(Number(valueIn(project, 'SELECT count(*) FROM epoch'))).toBeGreaterThan(3)

  await studio.results.show()
  await studio.results.evaluate('all')
  const confused = await firstConfusedCell(studio.results)
  const before = await studio.results.countOf(...confused)
  const labelsBefore = boxesIn(project)
  const apWithWrongLabels = await apOfNewest(studio)
  await studio.results.cell(...confused).click()
  await studio.results.acceptButton.click()
  await expect.poll(() => studio.results.countOf(...confused)).toBe(before - 1)
  const changed = boxesIn(project).filter((box, index) => box.category !== labelsBefore[index]!.category)
  expect(changed).toHaveLength(1)

  await test.step('undo brings it back', async () => {
    await studio.window.keyboard.press('Control+z')
    await expect.poll(() => studio.results.countOf(...confused)).toBe(before)
  })

  await test.step('ten labels are mended by keys alone, most of them wrong ones; the figures rise', async () => {
    const wrongBefore = wrongLabels(project)
    await mendByKeys(studio, 10)
    await expect(studio.window.getByText(/^10 labels fixed/)).toBeVisible()
    expect(wrongLabels(project)).toBeLessThanOrEqual(wrongBefore - 7)
    expect(await apOfNewest(studio)).toBeGreaterThan(apWithWrongLabels)
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

  await test.step('trained again on the mended labels, the detector is better than the first time', async () => {
    await studio.window.keyboard.press('Escape')
    await studio.train.show()
    await train(studio, project, 2)
    await studio.results.show()
    await studio.results.chooseNewestRun()
    await studio.results.evaluate('all')
    expect(await apOfNewest(studio)).toBeGreaterThan(apWithWrongLabels)
  })
})

async function train(studio: Studio, project: string, times: number): Promise<void> {
  await studio.train.trainButton.click()
  await expect
    .poll(() => valueIn(project, "SELECT count(*) FROM job WHERE kind = 'train' AND state = 'done'"), {
      timeout: 120_000,
    })
    .toBe(times)
}

async function apOfNewest(studio: Studio): Promise<number> {
  const evaluations = await studio.callEngine('results.list', {})
  const evaluationId = Math.max(...evaluations.map(({ id }) => id))
  const data = await studio.callEngine('results.data', { evaluationId })
  return evaluate(datasetFromEvaluation(data), { iou: 0.5, confidence: 'auto' }).AP
}

/** Labels whose class is not that of the thing that was drawn. */
function wrongLabels(project: string): number {
  const count = valueIn(
    project,
    `SELECT count(*) FROM annotation JOIN category ON category.id = category_id
     WHERE json_extract(annotation.extras, '$.plantedError.trueCategory') <> category.name`,
  )
  return Number(count)
}

/** Takes the model's word for the first labels of each cell in which one class was taken for another. */
async function mendByKeys(studio: Studio, wanted: number): Promise<void> {
  const { keyboard } = studio.window
  let mended = 0
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 4; column++) {
      const count = row === column ? 0 : await studio.results.countOf(row, column)
      const own = Math.min(count, wanted - mended)
      if (own === 0) continue
      await studio.results.walkTo(row, column)
      await keyboard.press('Enter')
      for (let done = 1; done <= own; done++) {
        await keyboard.press('1')
        await expect.poll(() => studio.results.countOf(row, column)).toBe(count - done)
      }
      mended += own
      await keyboard.press('Escape')
    }
  }
  expect(mended).toBe(wanted)
}

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
