import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { valueIn } from '../projectFile.ts'
import { type Studio, test } from '../studio.ts'

const folder = process.env.BOXWRIGHT_SCREENSHOTS ?? 'test-results/screenshots'
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]

test('every activity, in both themes and both languages', async ({ studio }) => {
  mkdirSync(folder, { recursive: true })
  await studio.open()
  await picturesOf(studio, 'start', async () => {})
  await prepareDemo(studio)
  await picturesOf(studio, '1-images', () => studio.window.keyboard.press('Control+1'))
  await studio.images.show()
  await studio.images.openImage('bench-007.jpg')
  await picturesOf(studio, '2-annotate', () => studio.window.keyboard.press('Control+2'))
  await picturesOf(studio, '3-train', () => studio.window.keyboard.press('Control+3'))
  await studio.results.show()
  await studio.results.evaluate('all')
  await studio.results.cell(0, 1).click()
  await picturesOf(studio, '4-results', () => studio.window.keyboard.press('Control+4'))
})

async function prepareDemo(studio: Studio): Promise<void> {
  const project = join(studio.folder, 'demo', 'demo.boxwright')
  await studio.callEngine('project.demo', { path: project, images: 120 })
  await until(() => valueIn(project, "SELECT state FROM job WHERE kind = 'demo'") === 'done')
  await studio.images.split()
  await studio.train.show()
  await studio.train.chooseSmall('1')
  await studio.train.trainButton.click()
  await until(() => valueIn(project, "SELECT state FROM job WHERE kind = 'train'") === 'done')
}

async function picturesOf(studio: Studio, name: string, show: () => Promise<void>): Promise<void> {
  for (const theme of ['dark', 'light']) {
    for (const language of ['en', 'ko']) {
      await studio.setPreferences({ theme, language })
      for (const size of sizes) {
        await studio.window.setViewportSize(size)
        await show()
        // Pictures and thumbnails arrive when they are decoded.
        await studio.window.waitForTimeout(900)
        await studio.window.screenshot({ path: join(folder, `${name}-${theme}-${language}-${size.width}.png`) })
      }
    }
  }
  await studio.setPreferences({ theme: 'dark', language: 'en' })
  await studio.window.setViewportSize(sizes[0]!)
}

async function until(isDone: () => boolean): Promise<void> {
  while (!isDone()) await new Promise((resolve) => setTimeout(resolve, 200))
}
