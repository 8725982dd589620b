import { valueIn } from './projectFile.ts'
import { expect, test } from './studio.ts'
import { violationsOn } from './support/accessibility.ts'
import { becomesDone, splitDemo } from './support/demo.ts'

test('a search is set up, paused, ends with a best trial, whose run can be looked at and whose settings fill the form', async ({
  studio,
}) => {
  test.setTimeout(300_000)
  const project = await splitDemo(studio, 24)
  await studio.train.show()
  await studio.train.choose({ minutes: '7', size: '96' })
  const { window } = studio

  await window.keyboard.press('Shift+S')
  const dialog = window.getByRole('dialog', { name: 'Search for better settings' })
  await dialog.getByRole('textbox', { name: 'How many trials' }).fill('3')
  await dialog.getByRole('textbox', { name: 'Minutes for all trials' }).fill('')
  await expect(dialog.getByText(/^The search would never end/)).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Epochs of a whole trial' }).fill('3')
  await expect(dialog.getByText('3 trials train 1 epoch each. The best 1 goes on to 3 epochs.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Do not vary Backbone rate' }).click()
  await dialog.getByRole('combobox', { name: 'Vary another setting…' }).selectOption('Box loss')
  await dialog.getByRole('group', { name: 'Box loss' }).getByRole('checkbox', { name: 'CIoU' }).uncheck()
  await dialog.getByRole('button', { name: 'Start the search' }).click()

  const search = window.getByRole('region', { name: 'Search 1' })
  await expect(search.getByText('searching', { exact: true })).toBeVisible({ timeout: 30_000 })
  await search.getByRole('button', { name: 'Pause' }).click()
  await expect(search.getByText('paused', { exact: true })).toBeVisible()
  await search.getByRole('button', { name: 'Go on', exact: true }).click()
  await becomesDone(project, 'search')
  await expect(search.getByText('all trials done').first()).toBeVisible()
  expect(valueIn(project, "SELECT count(*) FROM trial WHERE state = 'done'")).toBe(1)
  expect(valueIn(project, 'SELECT count(*) FROM run')).toBe(3)

  // The best stands first, and is a run like any other, which does not stand among the runs itself.
  const rows = search.getByRole('table', { name: 'Trials' }).getByRole('row')
  await expect(rows).toHaveCount(4)
  await expect(rows.nth(1)).toContainText('best')
  await expect(search.getByRole('slider', { name: 'Learning rate, from' })).toBeVisible()
  expect(await violationsOn(window)).toEqual([])
  const runs = window.getByRole('region', { name: 'Runs' })
  await expect(runs.getByRole('row')).toHaveCount(2)
  await rows
    .nth(1)
    .getByRole('button', { name: /^Trial \d$/ })
    .click()
  await expect(window.getByRole('region', { name: /^#\d yolo 96 S1\.\d$/ })).toBeVisible()
  await window.getByRole('button', { name: /^Trial \d of search 1$/ }).click()

  // What the form gets is what the project file says of the best; how long to train stays as it was said.
  const best = JSON.parse(String(valueIn(project, `SELECT "values" FROM trial WHERE state = 'done'`)))
  await search.getByRole('button', { name: 'Train with the best' }).click()
  await window
    .locator('summary')
    .filter({ hasText: /^Learning/ })
    .click()
  await expect(window.getByRole('textbox', { name: 'Learning rate' })).toHaveValue(String(best.learningRate))
  await expect(window.getByRole('textbox', { name: 'Time for training' })).toHaveValue('7')
  await expect(window.getByRole('textbox', { name: 'Picture size' })).toHaveValue('96')

  await search.getByRole('button', { name: 'Remove this search' }).click()
  await window.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(window.getByText('No run yet')).toBeVisible()
  expect(valueIn(project, 'SELECT count(*) FROM run')).toBe(0)
})
