import { valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'
import { splitDemo } from './support/demo.ts'
import { notedEpochs } from './support/notedEpochs.ts'

const epochs = 12
const trials = 2

test('the whole application is killed in the second trial of a search: it goes on there, and what was trained stays', async ({
  studio,
}) => {
  test.setTimeout(300_000)
  const project = await splitDemo(studio, 12)
  await studio.train.show()
  await studio.train.choose({ minutes: '', size: '96' })
  await startSearch(studio)
  const soon = { timeout: 120_000, intervals: [50] }
  await expect.poll(() => lossesOf(project, 2).length, soon).toBeGreaterThanOrEqual(3)
  await studio.kill()

  expect(valueIn(project, 'PRAGMA integrity_check')).toBe('ok')
  const runId = Number(valueIn(project, 'SELECT run_id FROM trial WHERE number = 2'))
  const [first, losses, noted] = [trialIn(project, 1), lossesOf(project, 2), notedEpochs(project, runId)]
  const lost = secondsOf(project, 2).slice(noted)
  expect(JSON.parse(first)).toMatchObject({ state: 'done', rungsDone: 1, epochs })
  expect(JSON.parse(trialIn(project, 2))).toMatchObject({ state: 'open', rungsDone: 0 })
  expect(losses.length).toBeLessThan(epochs)
  // The last epoch is trained again, and those before it that took less than ten seconds together.
  expect(lost.slice(0, -1).reduce((sum, seconds) => sum + seconds, 0)).toBeLessThan(10)

  await studio.open(project)
  await studio.train.show()
  const { window } = studio
  await window.getByRole('button', { name: 'Search 1', exact: true }).click()
  const search = window.getByRole('region', { name: 'Search 1' })
  await expect(search.getByText('interrupted', { exact: true })).toBeVisible()
  await search.getByRole('button', { name: 'Go on with this search' }).click()
  await expect(search.getByText('searching', { exact: true })).toBeVisible()
  await expect.poll(() => valueIn(project, 'SELECT end_reason FROM search'), { timeout: 150_000 }).toBe('done')

  expect(trialIn(project, 1)).toBe(first)
  const resumed = lossesOf(project, 2)
  expect(resumed.slice(0, noted)).toEqual(losses.slice(0, noted))
  expect(resumed).toHaveLength(epochs)
  expect(valueIn(project, "SELECT count(*) FROM trial WHERE state = 'done'")).toBe(trials)
  expect(valueIn(project, 'SELECT count(*) FROM run')).toBe(trials)
  const best = valueIn(project, 'SELECT number FROM trial ORDER BY score DESC, number LIMIT 1')
  const row = search.getByRole('table', { name: 'Trials' }).getByRole('row').nth(1)
  await expect(row.getByRole('button', { name: `Trial ${best}`, exact: true })).toBeVisible()
  await expect(row).toContainText('best')
})

/** Whole trainings one after the other, so that one is done when the next is cut off. */
async function startSearch({ window }: Studio): Promise<void> {
  await window.keyboard.press('Shift+S')
  const dialog = window.getByRole('dialog', { name: 'Search for better settings' })
  await dialog.getByRole('textbox', { name: 'How many trials' }).fill(String(trials))
  await dialog.getByRole('textbox', { name: 'Minutes for all trials' }).fill('')
  await dialog.getByRole('textbox', { name: 'Epochs of a whole trial' }).fill(String(epochs))
  await dialog.getByRole('checkbox', { name: 'End weak trials early' }).uncheck()
  await dialog.getByRole('button', { name: 'Start the search' }).click()
}

/** All that the project file has of a trial and its run, as JSON. */
function trialIn(project: string, number: number): string {
  const sql = `SELECT json_object('state', state, 'rungsDone', rungs_done, 'score', score, 'values', "values", 'run', run_id,
      'ended', run.ended_at, 'endReason', end_reason, 'bestEpoch', best_epoch, 'bestAp', best_ap,
      'epochs', (SELECT count(*) FROM epoch WHERE run_id = run.id),
      'figures', (SELECT json_group_array(json_array(epoch, losses, learning_rate, ap, seconds)) FROM epoch WHERE run_id = run.id))
    FROM trial LEFT JOIN run ON run.id = run_id WHERE number = ${number}`
  return String(valueIn(project, sql))
}

/** The total loss of each epoch so far, none skipped. */
const lossesOf = (project: string, number: number) => figuresOf(project, number, "losses ->> 'total'")

const secondsOf = (project: string, number: number) => figuresOf(project, number, 'seconds')

function figuresOf(project: string, number: number, column: string): number[] {
  const sql = `SELECT json_group_array(json_array(epoch, ${column}) ORDER BY epoch) FROM epoch
    WHERE run_id = (SELECT run_id FROM trial WHERE number = ${number})`
  const rows = JSON.parse(String(valueIn(project, sql))) as [number, number][]
  expect(rows.map(([epoch]) => epoch)).toEqual(rows.map((_, index) => index + 1))
  return rows.map(([, figure]) => figure)
}
