import { valueIn } from './projectFile.ts'
import { expect, test } from './studio.ts'
import { becomesDone, splitDemo } from './support/demo.ts'

test('several detectors are trained to answer as one; their runs are combined anew by vote and evaluated as any run', async ({
  studio,
}) => {
  test.setTimeout(300_000)
  const project = await splitDemo(studio, 24)
  await studio.train.show()
  await studio.train.chooseSmall('0.05')
  const { window } = studio
  const value = (query: string) => valueIn(project, query)

  await test.step('bagging with two members is one job', async () => {
    await window.getByRole('button', { name: 'Train several…' }).click()
    const dialog = window.getByRole('dialog', { name: 'Train several detectors that answer as one' })
    await dialog.getByRole('textbox', { name: 'Members' }).fill('1')
    await expect(dialog.getByRole('button', { name: 'Train', exact: true })).toBeDisabled()
    await dialog.getByRole('textbox', { name: 'Members' }).fill('2')
    await expect(dialog.getByText('0.1 min for each: 0.1 min in all')).toBeVisible()
    await dialog.getByRole('button', { name: 'Train', exact: true }).click()
    await expect(window.getByText(/member 1 of 2/i).first()).toBeVisible({ timeout: 60_000 })
    await becomesDone(project, 'ensemble')
    expect(value('SELECT count(*) FROM ensemble_member WHERE is_done AND ensemble_id = 1')).toBe(2)
    expect(value('SELECT end_reason FROM run WHERE id = 1')).toBe('combined')
    await expect(
      window.getByText('Bagging: members trained on random samples, joined by Weighted boxes · IoU 0.55'),
    ).toBeVisible()
  })

  await test.step('two runs that are ticked become an ensemble', async () => {
    await window.getByRole('checkbox', { name: /^Compare #2 / }).check()
    await window.getByRole('checkbox', { name: /^Compare #3 / }).check()
    await window.getByRole('button', { name: 'Combine…' }).click()
    const dialog = window.getByRole('dialog', { name: '2 runs answer as one' })
    await dialog.getByText('Vote', { exact: true }).click()
    await dialog.getByRole('textbox', { name: 'Votes needed' }).fill('0.3')
    await dialog.getByRole('textbox', { name: /^Weight of #3 / }).fill('2')
    await dialog.getByRole('button', { name: 'Combine', exact: true }).click()
    await expect(dialog).toBeHidden()
    await expect
      .poll(() => value('SELECT fusion FROM ensemble WHERE run_id = 4'))
      .toBe('{"method":"vote","iou":0.55,"leastVotes":0.3}')
    expect(value('SELECT weight FROM ensemble_member WHERE ensemble_id = 4 AND run_id = 3')).toBe(2)
    await expect(window.getByRole('row', { name: /^#3 yolo 160 E1\.2 2 / })).toBeVisible()
    await expect.poll(() => value('SELECT end_reason FROM run WHERE id = 4'), { timeout: 60_000 }).toBe('combined')
  })

  await test.step('it is evaluated as any run, and a member stays while it is needed', async () => {
    const row = window.getByRole('row', { name: /^Compare #4 / })
    await row.getByRole('button', { name: 'Evaluate' }).click()
    await studio.results.evaluateButton.click()
    await expect
      .poll(() => value("SELECT count(*) FROM evaluation WHERE run_id = 4 AND split = 'test'"), { timeout: 60_000 })
      .toBe(1)
    await studio.train.show()
    await window
      .getByRole('row', { name: /^Compare #3 / })
      .getByRole('button', { name: 'Remove this run' })
      .click()
    await window.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
    await expect(window.getByText(/is a member of the ensemble 1/).first()).toBeVisible()
    expect(value('SELECT count(*) FROM run')).toBe(4)
  })
})
