import { trainSettings } from '../shared/trainSettings.ts'
import { valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'
import { splitDemo } from './support/demo.ts'
import { lossesByBoth } from './support/lossesByBoth.ts'

/** What each family has under Grid and anchors, Who learned what, and in the formula of a score. */
const families = {
  ssd: {
    rowName: 'Anchor',
    learned: /default box(es)? learns? it/,
    formula: 'S = Σₖ e^(sₖ − s₀)',
    terms: ['box', 'class'],
  },
  'faster-rcnn': {
    rowName: 'Anchor',
    learned: /First stage: \d+ anchors? learns? it/,
    formula: 'σ(tₒ) = ',
    terms: ['proposal box', 'proposal objectness'],
  },
  'sliding-window': {
    rowName: 'Window',
    learned: /windows? learns? it/,
    formula: 'S = Σₖ e^(sₖ − s₀)',
    terms: ['class'],
  },
  rcnn: { rowName: 'Window', learned: /proposals? learns? it/, formula: 'S = Σₖ e^(sₖ − s₀)', terms: ['box', 'class'] },
} as const
type Family = keyof typeof families
const names = Object.keys(families) as Family[]

const small = {
  ...{ size: 96, batch: 4, start: 'scratch', width: 'small', neckChannels: 16 },
  ...{ seconds: null, epochs: 6, average: 0 },
}

test('How it works has an inside for every family, with a grid or with what stands for it', async ({ studio }) => {
  test.setTimeout(420_000)
  const project = await splitDemo(studio, 12)
  for (const [done, detector] of names.entries()) {
    await studio.callEngine('train.start', { settings: trainSettings.parse({ ...small, detector }) })
    const trained = () => valueIn(project, `SELECT count(*) FROM job WHERE kind = 'train' AND state = 'done'`)
    await expect.poll(trained, { timeout: 150_000 }).toBe(done + 1)
  }
  const { window } = studio
  await window.keyboard.press('Control+5')
  const panel = window.getByRole('complementary')
  for (const [place, family] of names.entries()) {
    await window.keyboard.press('3')
    await window.getByRole('combobox', { name: 'Run' }).selectOption(String(place + 1))
    await window.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await test.step(`${family}: what is at a place`, () => cells(studio, family))
    await test.step(`${family}: who learned what`, async () => {
      await window.keyboard.press('4')
      await expect(panel.getByText(families[family].learned)).toBeVisible()
      if (family === 'ssd') await hardNegatives(studio)
      if (family === 'faster-rcnn') await expect(panel.getByText(/^Second stage: /)).toBeVisible()
    })
    await test.step(`${family}: raw boxes, and suppression`, async () => {
      await window.keyboard.press('5')
      await panel.getByRole('textbox', { name: 'Score from' }).fill('0.001')
      await panel.getByRole('textbox', { name: 'Score from' }).press('Enter')
      await expect(panel.getByRole('math')).toContainText(families[family].formula)
      await window.keyboard.press('7')
      await panel.getByRole('textbox', { name: 'Confidence' }).fill('0')
      await panel.getByRole('textbox', { name: 'Confidence' }).press('Enter')
      // However little it learned.
      await expect(panel.getByText(/^#1 .* stays: |^Nothing was detected/)).toBeVisible()
    })
    await test.step(`${family}: heat, or why there is none`, () => heat(studio, family))
    await test.step(`${family}: what a label costs`, async () => {
      expect(await lossesByBoth(studio)).toEqual(expect.arrayContaining([...families[family].terms]))
    })
    await test.step(`${family}: its head with weight decay, and with dropout where it has any`, () =>
      regularisation(studio, family))
  }
})

async function regularisation({ window }: Studio, family: Family): Promise<void> {
  await window.keyboard.press('r')
  await window.getByRole('button', { name: 'Train the head in several ways' }).click()
  const heads = window.getByRole('table', { name: 'The heads' }).locator('tbody tr')
  const hasDropout = family === 'faster-rcnn' || family === 'rcnn'
  await expect(heads).toHaveCount(hasDropout ? 5 : 4, { timeout: 120_000 })
  await expect(window.getByText(/have no place for dropout/)).toHaveCount(hasDropout ? 0 : 1)
}

async function cells({ window }: Studio, family: Family): Promise<void> {
  const panel = window.getByRole('complementary')
  await expect(panel.getByRole('math')).toContainText(families[family].formula, { timeout: 90_000 })
  const { rowName } = families[family]
  await expect(panel.getByRole('columnheader', { name: rowName, exact: true })).toBeVisible()
  const rows = panel.getByRole('row', { selected: true })
  await expect(rows).toHaveCount(1)
  await panel.locator('tbody button').nth(1).click()
  await expect(rows).toContainText('2: ')
}

/** One that is chosen is named with what it costs. */
async function hardNegatives({ window }: Studio): Promise<void> {
  const table = window.getByRole('table', { name: 'Hard negatives, the most mistaken first' })
  const first = table.locator('tbody tr').first()
  await first.getByRole('button').click()
  await expect(first).toHaveAttribute('aria-selected', 'true')
  await expect(window.getByRole('complementary').getByRole('math')).toContainText('L = −ln p₀ = −ln ')
}

async function heat({ window }: Studio, family: Family): Promise<void> {
  const panel = window.getByRole('complementary')
  const choice = panel.getByRole('combobox', { name: 'Heat of' })
  await window.keyboard.press('2')
  if (families[family].rowName === 'Window') {
    await expect(panel.getByText(/there is no heat map\./)).toBeVisible()
    await expect(choice).toHaveCount(0)
    return
  }
  await expect(choice).toBeVisible()
  await choice.selectOption({ label: 'Activation of a detection' })
  await expect(panel.getByRole('math')).toContainText('L = ReLU')
  await choice.selectOption({ label: 'Something is here' })
}
