import { expect, type Studio, test } from './studio.ts'
import { makeDemo, splitDemo, trainAndEvaluate } from './support/demo.ts'
import { lossesByBoth } from './support/lossesByBoth.ts'

test('How it works without a run: what needs none is there, the rest says what to do first', async ({ studio }) => {
  await studio.open()
  await makeDemo(studio, 10)
  const { window } = studio
  await window.keyboard.press('Control+5')
  await window.keyboard.press('1')
  await expect(window.getByRole('heading', { name: 'Train a detector first' })).toBeVisible()
  await window.keyboard.press('p')
  await expect(window.getByRole('heading', { name: 'Train a detector first' })).toBeVisible()
  await overlapByHand(studio)
  await lossesByHand(studio)
})

test('How it works on a run: the keys walk through all panels, each with its formula and numbers', async ({
  studio,
}) => {
  test.setTimeout(300_000)
  await evaluatedDemo(studio)
  const { window } = studio
  const panels = window.getByRole('navigation', { name: 'Panels of the course' })

  await test.step('reached from Results; arrow keys go through every panel of the list', async () => {
    await window.getByRole('button', { name: 'How it works' }).last().click()
    await window.keyboard.press('1')
    await window.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    const names = await panels.getByRole('button').allTextContents()
    for (const name of names) {
      await expect(panels.getByRole('button', { name, exact: true })).toHaveAttribute('aria-pressed', 'true')
      await window.keyboard.press('ArrowDown')
    }
    expect(names).toHaveLength(13)
  })

  await test.step('the inside of the detector on any picture', async () => {
    const panel = window.getByRole('complementary')
    for (const key of ['2', '3', '4']) {
      await window.keyboard.press(key)
      await expect(panel.getByRole('math')).toBeVisible({ timeout: 60_000 })
    }
    await window.keyboard.press('5')
    // However little it learned in its time: no box is left out.
    await panel.getByRole('textbox', { name: 'Score from' }).fill('0.001')
    await panel.getByRole('textbox', { name: 'Score from' }).press('Enter')
    await expect(panel.getByRole('math')).toContainText('σ(tₒ) · p(')
    await window.keyboard.press('7')
    await panel.getByRole('textbox', { name: 'Confidence' }).fill('0')
    await panel.getByRole('textbox', { name: 'Confidence' }).press('Enter')
    await expect(panel.getByText(/^#1 .* stays: /)).toBeVisible()
    const place = window.getByText(/^\d+ \/ 16$/)
    const before = Number((await place.textContent())!.split(' ')[0])
    await window.keyboard.press('d')
    await expect(window.getByText(`${before + 1} / 16`, { exact: true })).toBeVisible()
  })

  await test.step('feature maps, one enlarged', () => featureMaps(studio))
  await test.step('the losses of an anchor, by TensorFlow and by formula', () => lossesByBoth(studio))
  await test.step('signals with other weights at the start, and without batch norm', () => signals(studio))
  await test.step('optimizers on the plane of the loss, cancelled once', () => optimizers(studio))
  await test.step('what holds weights down', () => regularisation(studio))
  await test.step('the curve grows by keys', () => growingCurve(studio))
})

async function evaluatedDemo(studio: Studio): Promise<void> {
  const project = await splitDemo(studio, 16)
  await trainAndEvaluate(studio, project, 12)
}

async function overlapByHand({ window }: Studio): Promise<void> {
  await window.keyboard.press('6')
  const figures = window.getByRole('table', { name: 'Measures of overlap' })
  const box = window.getByRole('button', { name: /^Box A/ })
  // A is 160 x 120 at (60, 60), B 110 x 160 at (140, 90): they share 80 x 90.
  await expect(figures.getByRole('row', { name: /^Intersection/ })).toContainText('7200')
  await box.focus()
  await window.keyboard.press('ArrowRight')
  // Four to the right: 84 x 90.
  await expect(figures.getByRole('row', { name: /^Intersection/ })).toContainText('7560')
  await expect(figures.getByRole('row', { name: /^IoU/ })).toContainText((7560 / (19200 + 17600 - 7560)).toFixed(3))
  await window.getByRole('button', { name: 'Start again' }).click()
}

async function lossesByHand({ window }: Studio): Promise<void> {
  await window.keyboard.press('8')
  await expect(window.getByRole('table', { name: 'Softmax and sigmoid' })).toContainText('0.4755')
  const neuron = window.getByRole('table', { name: 'Squared error behind a sigmoid' })
  await expect(neuron.getByRole('row', { name: /^Squared error/ })).toContainText('0.0043')
  await window.getByRole('textbox', { name: 'b', exact: true }).fill('-2.85')
  // z = 1.9 · 1.5 − 2.85 = 0: ½ · ½², and −1.5 · ¼ · (0 − ½).
  await expect(neuron.getByRole('row', { name: /^Squared error/ })).toContainText('0.1875')
  await window.getByRole('textbox', { name: 'b', exact: true }).press('Enter')
}

async function growingCurve({ window }: Studio): Promise<void> {
  await window.keyboard.press('p')
  const count = window.getByText(/^\d+ of \d+ detections$/)
  await expect(count).toHaveText(/^1 of/)
  await window.keyboard.press('.')
  await expect(count).toHaveText(/^2 of/)
  await window.keyboard.press(',')
  await window.keyboard.press(',')
  await expect(count).toHaveText(/^0 of/)
  await window.keyboard.press('Space')
  await expect(count).toHaveText(/^[3-9] of/)
  await window.getByRole('button', { name: 'To the end' }).click()
  const all = /of (\d+)/.exec((await count.textContent())!)![1]
  await expect(count).toHaveText(`${all} of ${all} detections`)
  await expect(window.getByRole('math')).toContainText(`) = `)
}

async function featureMaps({ window }: Studio): Promise<void> {
  await window.keyboard.press('1')
  await expect(window.getByRole('math')).toContainText('5 · (4 + 1 + 20) = 5 · 25 = 125', { timeout: 60_000 })
  const maps = window.getByRole('region', { name: /^(Backbone|Neck): / })
  await expect(maps).toHaveCount(6)
  await maps.nth(3).getByRole('button').nth(1).click()
  await expect(window.getByRole('img', { name: /^Neck: 20 × 20 cells, \d+ channels, channel \d+$/ })).toBeVisible()
}

async function signals({ window }: Studio): Promise<void> {
  await window.keyboard.press('9')
  const chart = window.getByRole('figure', { name: /^Standard deviation through the layers/ })
  await expect(chart).toHaveAccessibleName(/Too small.*Too large.*Xavier.*Kaiming/, { timeout: 60_000 })
  await window.getByRole('checkbox', { name: 'With batch norm' }).check()
  await expect(chart).toBeVisible({ timeout: 60_000 })
  await window.keyboard.press('b')
  await expect(chart).toHaveAccessibleName(/With batch norm .*With batch norm taken out/, { timeout: 60_000 })
}

async function optimizers({ window }: Studio): Promise<void> {
  await window.keyboard.press('0')
  const compute = window.getByRole('button', { name: 'Compute the plane' })
  await compute.click()
  await window.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(compute).toBeVisible({ timeout: 60_000 })
  await compute.click()
  await window.getByRole('button', { name: 'Send the optimizers off' }).click({ timeout: 120_000 })
  const paths = window.getByRole('table', { name: 'The optimizers' })
  await expect(paths.locator('tbody tr')).toHaveCount(4, { timeout: 120_000 })
  const lossAt = async () => Number(await paths.locator('tbody tr').last().locator('td').last().textContent())
  const end = await lossAt()
  await window.getByRole('button', { name: 'To the start' }).click()
  await expect(window.getByText(/^step 0 of \d+$/)).toBeVisible()
  expect(end).toBeLessThan(await lossAt())
}

async function regularisation({ window }: Studio): Promise<void> {
  await window.keyboard.press('r')
  await window.getByRole('button', { name: 'Train the head in several ways' }).click()
  const heads = window.getByRole('table', { name: 'The heads' })
  await expect(heads.locator('tbody tr')).toHaveCount(5, { timeout: 120_000 })
  const norm = async (name: string) =>
    Number(
      await heads
        .getByRole('row', { name: new RegExp(`^${name}`) })
        .locator('td')
        .first()
        .textContent(),
    )
  expect(await norm('With L2')).toBeLessThan((await norm('The run')) / 2)
}
