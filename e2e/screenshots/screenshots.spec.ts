/** Pictures of every place, in both themes, languages and sizes, for looking at. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Studio, test } from '../studio.ts'
import { prepareDemo, visitPlaces } from '../support/places.ts'

const folder = process.env.BOXWRIGHT_SCREENSHOTS ?? 'test-results/screenshots'
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]

test('every place, in both themes and both languages', async ({ studio }) => {
  mkdirSync(folder, { recursive: true })
  await studio.open()
  await inEveryLook(studio, (look) => takePicture(studio, `start-${look}`))
  await studio.setPreferences({ theme: 'dark', language: 'en' })
  await prepareDemo(studio, 120)
  await inEveryLook(studio, (look) => visitPlaces(studio, (name) => takePicture(studio, `${name}-${look}`)))
})

async function inEveryLook(studio: Studio, work: (look: string) => Promise<void>): Promise<void> {
  for (const theme of ['dark', 'light']) {
    for (const language of ['en', 'ko']) {
      await studio.setPreferences({ theme, language })
      for (const size of sizes) {
        await studio.window.setViewportSize(size)
        await work(`${theme}-${language}-${size.width}`)
      }
    }
  }
}

async function takePicture(studio: Studio, name: string): Promise<void> {
  // Pictures and thumbnails arrive when they are decoded.
  await studio.window.waitForTimeout(600)
  await studio.window.screenshot({ path: join(folder, `${name}.png`) })
}
