import { expect, type Studio, test } from './studio.ts'
import { becomesDone, makeDemo } from './support/demo.ts'

test('How it works without a run: what needs none is there, the rest says what to do first', async ({ studio }) => {
  await studio.open()
  await makeDemo(studio, 6)
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
    expect(names.length).toBeGreaterThan(6)
  })

  await test.step('the inside of the detector on any picture', async () => {
    for (const key of ['1', '2', '3', '4', '6']) {
      await window.keyboard.press(key)
      await expect(window.getByRole('complementary').getByRole('math')).toBeVisible({ timeout: 60_000 })
    }
    const place = window.getByText(/^\d+ \/ 16$/)
    const before = Number((await place.textContent())!.split(' ')[0])
    await window.keyboard.press('d')
    await expect(window.getByText(`${before + 1} / 16`, { exact: true })).toBeVisible()
  })

  await test.step('the curve grows by keys', () => growingCurve(studio))
})

async function evaluatedDemo(studio: Studio): Promise<void> {
  await studio.open()
  const project = await makeDemo(studio, 16)
  await studio.callEngine('split.assign', {})
  await studio.train.show()
  await studio.train.chooseSmall('0.4')
  await studio.train.trainButton.click()
  await becomesDone(project, 'train')
  await studio.results.show()
  await studio.results.evaluate('all')
}

async function overlapByHand({ window }: Studio): Promise<void> {
  await window.keyboard.press('5')
  const figures = window.getByRole('table', { name: 'Measures of overlap' })
  const box = window.getByRole('button', { name: /^Box A/ })
  // A is 160 x 120 at (60, 60), B 110 x 160 at (140, 90): they share 80 x 90.
  await expect(figures.getByRole('row', { name: /^Intersection/ })).toContainText('7200')
  await box.focus()
  await window.keyboard.press('ArrowRight')
  // Four to the right: 84 x 90.
  await expect(figures.getByRole('row', { name: /^Intersection/ })).toContainText('7560')
  await expect(figures.getByRole('row', { name: /^IoU/ })).toContainText((7560 / (19200 + 17600 - 7560)).toFixed(3))
  await window.getByRole('button', { name: 'As at first' }).click()
}

async function lossesByHand({ window }: Studio): Promise<void> {
  await window.keyboard.press('7')
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
