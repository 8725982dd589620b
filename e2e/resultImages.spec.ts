import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'
import { splitDemo, trainAndEvaluate } from './support/demo.ts'

test('image by image: right and wrong, the inside of the detector in every layer, Annotate and back, and a report', async ({
  studio,
}) => {
  test.setTimeout(300_000)
  const project = await evaluatedDemo(studio)
  const { window } = studio
  const panel = window.getByRole('complementary', { name: 'What is drawn over the picture' })

  await test.step('the list has all images, the worst first, and the keys walk through it', async () => {
    await window.keyboard.press('Alt+3')
    await expect(window.getByText('1 / 24', { exact: true })).toBeVisible()
    const f1 = await window
      .getByRole('list', { name: 'Evaluated images' })
      .getByText(/^F1 0\.\d\d$/)
      .allTextContents()
    expect(f1.length).toBeGreaterThan(3)
    expect(f1).toEqual([...f1].sort())
    await window.keyboard.press('d')
    await expect(window.getByText('2 / 24', { exact: true })).toBeVisible()
    await window.keyboard.press('a')
    await expect(window.getByText('1 / 24', { exact: true })).toBeVisible()
  })

  await test.step('the boxes follow the confidence', async () => {
    const missed = panel.getByText('? missed (FN)')
    await expect(missed).toBeVisible()
    await window.getByRole('textbox', { name: 'Confidence' }).fill('1')
    // Nothing is surer than that: every label is missed.
    const name = await window.getByRole('img', { name: /missed$/ }).getAttribute('aria-label')
    const file = /^(.*):/.exec(name!)![1]!
    const labels = Number(
      valueIn(
        project,
        `SELECT count(*) FROM annotation JOIN image ON image.id = image_id WHERE image.path = '${file}'`,
      ),
    )
    await expect(
      window.getByRole('img', { name: new RegExp(`0 found, .* 0 false alarms, ${labels} missed$`) }),
    ).toBeVisible()
    // However little it learned in its time: everything that was stored is shown.
    await window.getByRole('textbox', { name: 'Confidence' }).fill('0')
    await window.getByRole('textbox', { name: 'Confidence' }).press('Enter')
  })

  await test.step('heat map, by objectness, by class and as the activation of a detection', async () => {
    await window.keyboard.press('2')
    await expect(panel.getByText(/^Cell \d+, \d+: 0\.\d{3}$/)).toBeVisible({ timeout: 60_000 })
    await expect(panel.getByRole('math')).toContainText('σ(tₒ)')
    await panel.getByLabel('Heat of').selectOption({ index: 1 })
    await expect(panel.getByText(/^Cell \d+, \d+: 0\.\d{3}$/)).toBeVisible()
    await panel.getByLabel('Heat of').selectOption('activation')
    await expect(panel.getByText(/^\d+ × \d+$/)).toBeVisible({ timeout: 30_000 })
  })

  await test.step('the anchors of a clicked cell, and how the box comes about', async () => {
    await window.keyboard.press('3')
    await panel.getByLabel('Feature map').selectOption('0')
    await window.getByRole('img', { name: /missed$/ }).click()
    const rows = panel.getByRole('row')
    await expect(rows).toHaveCount(4)
    await expect(panel.getByRole('math')).toContainText('w = (2σ(tw))² · aw')
    await window.keyboard.press('.')
    await expect(rows.nth(2)).toHaveAttribute('aria-selected', 'true')
  })

  await test.step('which anchors learned a label', async () => {
    await window.keyboard.press('4')
    await expect(panel.getByText(/^\d+ anchors? learns? it$/)).toBeVisible()
    await expect(panel.getByRole('math')).toContainText('max(w/aw, aw/w, h/ah, ah/h)')
  })

  await test.step('raw boxes by score', async () => {
    await window.keyboard.press('5')
    await panel.getByRole('textbox', { name: 'Score from' }).fill('0.001')
    const count = (await panel.getByText(/^\d+ of \d+ boxes$/).textContent()) ?? ''
    const all = Number(count.split(' ')[2])
    // 20 x 20, 10 x 10 and 5 x 5 cells with three anchors each.
    expect(all).toBe(3 * (400 + 100 + 25))
    await panel.getByRole('textbox', { name: 'Score from' }).press('Enter')
  })

  await test.step('suppression step by step', async () => {
    await window.keyboard.press('6')
    await expect(panel.getByText(/^#1 .* stays: /)).toBeVisible()
    await panel.getByRole('slider', { name: 'Step of suppression' }).press('End')
    await expect(panel.getByText(/^#\d+ .* (stays|is removed): /)).toBeVisible()
    const numbers = await panel.getByRole('definition').allTextContents()
    const [candidates, kept, removed] = numbers.map(Number) as [number, number, number]
    expect(candidates).toBe(kept + removed)
  })

  await test.step('open in Annotate and back to the same image', async () => {
    const place = (await window.getByText(/^\d+ \/ 24$/).textContent()) ?? ''
    await window.keyboard.press('e')
    await expect(studio.annotate.canvas).toHaveAccessibleName(/bench-/)
    await window.getByRole('button', { name: 'Back to Results' }).click()
    await expect(window.getByText(place, { exact: true })).toBeVisible()
  })

  await test.step('the report as HTML and as PDF', () => saveReports(studio))
})

async function evaluatedDemo(studio: Studio): Promise<string> {
  const project = await splitDemo(studio, 24)
  await trainAndEvaluate(studio, project, 12)
  return project
}

async function saveReports(studio: Studio): Promise<void> {
  const { window, folder } = studio
  const [page, paper] = [join(folder, 'report.html'), join(folder, 'report.pdf')]
  await studio.answerDialogs(page, paper)
  await window.keyboard.press('Control+Shift+R')
  const dialog = window.getByRole('dialog', { name: 'Report of this evaluation' })
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(dialog.getByText(/^Saved as .*report\.html/)).toBeVisible()
  expect(await partsOf(studio, page)).toEqual({
    title: 'demo: report of a detector',
    sections: 6,
    pictures: true,
    scripts: 0,
    fault: null,
  })

  await dialog.getByLabel('Format').selectOption('pdf')
  await dialog.getByRole('button', { name: 'Save another' }).click()
  await expect(dialog.getByText(/^Saved as .*report\.pdf/)).toBeVisible({ timeout: 60_000 })
  expect(readFileSync(paper).subarray(0, 5).toString()).toBe('%PDF-')
  expect(existsSync(page)).toBe(true)
  await window.keyboard.press('Escape')
}

/** The file in a window of its own, as any browser shows it; its text must be well-formed as XML as well. */
async function partsOf(studio: Studio, path: string) {
  const text = readFileSync(path, 'utf8').replace('<!DOCTYPE html>', '')
  return studio.app.evaluate(
    async ({ BrowserWindow }, given) => {
      const other = new BrowserWindow({ show: false, webPreferences: { sandbox: true } })
      try {
        await other.loadFile(given.path)
        return await other.webContents.executeJavaScript(`({
          title: document.title,
          sections: document.querySelectorAll('section').length,
          pictures: [...document.querySelectorAll('svg image')].length > 0,
          scripts: document.scripts.length,
          fault: new DOMParser().parseFromString(${JSON.stringify(given.text)}, 'application/xhtml+xml')
            .querySelector('parsererror')?.textContent ?? null,
        })`)
      } finally {
        other.destroy()
      }
    },
    { path, text },
  )
}
