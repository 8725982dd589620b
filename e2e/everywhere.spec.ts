/** Every place of the window, in both themes and languages: nothing shuts anybody out, and no Korean text is cut. */
import { join } from 'node:path'
import { valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'
import { violationsOn } from './support/accessibility.ts'
import { cutTextsOn } from './support/cutText.ts'

type Place = { readonly name: string; readonly keys: readonly string[]; readonly isDialog?: true }

/** By keys, which are the same in both languages. */
const places: readonly Place[] = [
  { name: 'images', keys: ['Control+1', 'Alt+1'] },
  { name: 'boxes', keys: ['Control+1', 'Alt+2'] },
  { name: 'classes', keys: ['Control+1', 'Alt+3'] },
  { name: 'checks', keys: ['Control+1', 'Alt+4'] },
  { name: 'history', keys: ['Control+1', 'Alt+5'] },
  { name: 'import', keys: ['Control+1', 'Control+i'], isDialog: true },
  { name: 'export', keys: ['Control+1', 'Control+Shift+E'], isDialog: true },
  { name: 'annotate', keys: ['Control+2', '.'] },
  { name: 'view options', keys: ['Control+2', 'v'], isDialog: true },
  { name: 'train', keys: ['Control+3'] },
  { name: 'results', keys: ['Control+4'] },
  { name: 'palette', keys: ['Control+k'], isDialog: true },
  { name: 'keys', keys: ['Control+2', 'F1'], isDialog: true },
  { name: 'preferences', keys: ['Control+,'], isDialog: true },
]

/** @returns what is at fault, by place */
async function faultsIn(studio: Studio, find: () => Promise<string[]>): Promise<Record<string, string[]>> {
  const faults: Record<string, string[]> = {}
  // Colours that are on their way from one theme to the other are nobody's.
  await studio.window.emulateMedia({ reducedMotion: 'reduce' })
  for (const { name, keys, isDialog } of places) {
    await studio.window.locator('body').evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    for (const key of keys) await studio.window.keyboard.press(key)
    if (isDialog) await studio.window.getByRole('dialog').first().waitFor()
    await settled(studio)
    const found = await find()
    if (process.env.BOXWRIGHT_SHOTS) {
      const file = `${name.replace(' ', '-')}-${await studio.window.locator('html').getAttribute('lang')}-${await studio.window.locator('html').getAttribute('data-theme')}.png`
      await studio.window.screenshot({ path: join(process.env.BOXWRIGHT_SHOTS, file) })
    }
    if (found.length > 0) faults[name] = [...new Set(found)]
    if (isDialog) {
      await studio.window.keyboard.press('Escape')
      await expect(studio.window.getByRole('dialog')).toBeHidden()
    }
  }
  return faults
}

/** Two frames: what a key changed is laid out and painted. */
async function settled(studio: Studio): Promise<void> {
  await studio.window.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )
}

test.describe('every place of the window', () => {
  test('the start screen shuts nobody out, in either theme', async ({ studio }) => {
    await studio.open()
    await studio.window.emulateMedia({ reducedMotion: 'reduce' })
    for (const theme of ['dark', 'light']) {
      await studio.setPreferences({ theme, language: 'en' })
      expect(await violationsOn(studio.window)).toEqual([])
    }
    await studio.setPreferences({ theme: 'dark', language: 'ko' })
    expect(await cutTextsOn(studio.window)).toEqual([])
  })

  test('with a trained and evaluated project, all can be used, and Korean fits', async ({ studio }) => {
    test.setTimeout(300_000)
    await studio.open()
    await prepareProject(studio)
    const { window } = studio
    await test.step('dark', async () => {
      await studio.setPreferences({ theme: 'dark', language: 'en' })
      expect(await faultsIn(studio, () => violationsOn(window))).toEqual({})
    })
    await test.step('light', async () => {
      await studio.setPreferences({ theme: 'light', language: 'en' })
      expect(await faultsIn(studio, () => violationsOn(window))).toEqual({})
    })
    await test.step('Korean', async () => {
      await studio.setPreferences({ theme: 'dark', language: 'ko' })
      expect(await faultsIn(studio, () => cutTextsOn(window))).toEqual({})
    })
  })
})

/** The demo, trained for a moment and evaluated, so that every place has something to show. */
async function prepareProject(studio: Studio): Promise<void> {
  const project = join(studio.folder, 'demo', 'demo.boxwright')
  await studio.callEngine('project.demo', { path: project, images: 40 })
  await expect
    .poll(() => valueIn(project, "SELECT state FROM job WHERE kind = 'demo'"), { timeout: 60_000 })
    .toBe('done')
  await studio.images.split()
  await studio.train.show()
  await studio.train.chooseSmall('1')
  await studio.train.trainButton.click()
  await expect
    .poll(() => valueIn(project, "SELECT state || coalesce(error, '') FROM job WHERE kind = 'train'"), {
      timeout: 120_000,
    })
    .toBe('done')
  await studio.results.show()
  await studio.results.evaluate('all')
  await studio.annotate.show()
}
