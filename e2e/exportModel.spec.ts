import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { valueIn } from './projectFile.ts'
import { expect, test } from './studio.ts'
import { becomesDone, splitDemo } from './support/demo.ts'

test('a trained detector leaves as ONNX, checked and measured; a folder in the way is moved aside when that is wanted', async ({
  studio,
}) => {
  test.setTimeout(240_000)
  const project = await splitDemo(studio, 24)
  await studio.train.show()
  await studio.train.chooseSmall('0.1')
  await studio.train.trainButton.click()
  await becomesDone(project, 'train')
  expect(valueIn(project, 'SELECT best_epoch FROM run')).not.toBeNull()

  const { window } = studio
  await window.getByRole('button', { name: 'Export the model…' }).click()
  const dialog = window.getByRole('dialog', { name: /^Export the model of #1 yolo 160/ })
  await dialog.getByText('int8', { exact: true }).click()
  await dialog.getByText('SavedModel', { exact: true }).click()
  await expect(dialog.getByText('int8', { exact: true })).toHaveCount(0)
  await dialog.getByText('ONNX', { exact: true }).click()
  await dialog.getByText('int8', { exact: true }).click()
  const folder = join(studio.folder, 'model')
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(folder)
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(dialog.getByText(/^Compared with the run in onnxruntime .* on 10 pictures$/)).toBeVisible({
    timeout: 120_000,
  })
  await expect(dialog.getByRole('row', { name: /^AP50 \d\.\d{4} \d\.\d{4} / })).toBeVisible()
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(['boxwright.json', 'example.py', 'model.onnx']))
  const sidecar = JSON.parse(readFileSync(join(folder, 'boxwright.json'), 'utf8'))
  expect(sidecar).toMatchObject({ model: { format: 'onnx', precision: 'int8' }, letterbox: { side: 160 } })
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  await window.keyboard.press('e')
  await dialog.getByText('float16', { exact: true }).click()
  await dialog.getByText('no images', { exact: true }).click()
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(folder)
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('is there already')
  expect(existsSync(`${folder}.old`)).toBe(false)
  await dialog.getByRole('checkbox').check()
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(dialog.getByText(/^Compared with the run/)).toBeVisible({ timeout: 120_000 })
  const precisionIn = (place: string) => JSON.parse(readFileSync(join(place, 'boxwright.json'), 'utf8')).model.precision
  expect([precisionIn(folder), precisionIn(`${folder}.old`)]).toEqual(['float16', 'int8'])
})
