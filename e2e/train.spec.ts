import { valueIn } from './projectFile.ts'
import { expect, test } from './studio.ts'
import { epochsIn, splitDemo, trainsOn } from './support/demo.ts'

test('before training: the augmented pictures and the anchors can be looked at', async ({ studio }) => {
  test.setTimeout(120_000)
  await splitDemo(studio, 30)
  await studio.train.show()
  const { window } = studio
  await window.getByRole('button', { name: 'Look at the pictures first' }).click()
  const dialog = window.getByRole('dialog', { name: 'What training sees' })
  await expect(dialog.getByRole('img', { name: /boxes?$/ }).first()).toBeVisible({ timeout: 60_000 })
  await expect(dialog.getByRole('img', { name: /^9 anchors over the sizes of \d+ boxes$/ })).toBeVisible()
  await window.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('a run is paused, goes on, shows what it finds, is stopped with its best weights, and taken up again', async ({
  studio,
}) => {
  test.setTimeout(240_000)
  const project = await splitDemo(studio, 30)
  await studio.train.show()
  const { window } = studio
  await studio.train.chooseSmall('30')
  await studio.train.trainButton.click()
  await expect.poll(() => epochsIn(project), { timeout: 90_000 }).toBeGreaterThan(1)
  await expect(window.getByRole('heading', { name: /^Detections in validation images, epoch \d+$/ })).toBeVisible()

  await window.getByRole('button', { name: 'Pause' }).click()
  await expect(window.getByText('paused', { exact: true }).first()).toBeVisible()
  await window.getByRole('button', { name: 'Go on', exact: true }).click()
  await trainsOn(project)

  await window.getByRole('button', { name: 'Stop and keep the best' }).click()
  await expect.poll(() => valueIn(project, 'SELECT end_reason FROM run'), { timeout: 60_000 }).toBe('stopped')
  await expect(window.getByText('stopped by hand').first()).toBeVisible()
  expect(valueIn(project, 'SELECT best_epoch FROM run')).not.toBeNull()

  await window.getByRole('button', { name: 'Go on with this run' }).click()
  await trainsOn(project)
  await studio.train.cancelButton.click()
  await expect.poll(() => valueIn(project, 'SELECT end_reason FROM run'), { timeout: 60_000 }).toBe('cancelled')
})
