/**
 * The next image: from the key to the picture on the screen, with JPEGs of 12 megapixels. The reference, in the same
 * Electron, decodes an <img> when it is asked for and draws it, without anything around it. In turns.
 *   npm run -s bench -- nextImage [--json] [--images N]
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright'
import { makePhoto, makeSceneProject, type RivalPage, sceneBoxes } from './support/canvasScene.ts'
import { numberOf, progress, type Row, report, smallerIsBetter } from './support/report.ts'
import { quantile } from './support/statistics.ts'
import { type Windows, withWindows } from './support/studioWindow.ts'
import { inWorkFolder } from './support/workFolder.ts'

const imageCount = numberOf('--images', 16)
/** A person looks at an image at least so long. */
const lookMs = 1500
const boxesPerImage = 50

await report('nextImage', () => inWorkFolder(measure))

async function measure(folder: string): Promise<Row[]> {
  const pictures = join(folder, 'pictures')
  mkdirSync(pictures)
  const names = Array.from({ length: imageCount }, (_, index) => `picture-${String(index).padStart(3, '0')}.jpg`)
  progress('making pictures')
  for (const [index, name] of names.entries()) await makePhoto(join(pictures, name), index)
  const project = join(folder, 'bench.boxwright')
  const scenes = names.map((name, index) => ({ name, boxes: sceneBoxes(index % 2 === 0 ? boxesPerImage : 2000) }))
  makeSceneProject(project, pictures, scenes)
  return withWindows(folder, project, async (windows) => {
    progress('going through the images')
    const { looked, crowded, plain } = await goThrough(windows, names, pictures)
    const hurried = await hurry(windows.studio)
    const row = (what: string, times: readonly number[], part: number, goal?: number) =>
      smallerIsBetter({
        what,
        ours: quantile(times, part),
        rival: quantile(plain, part),
        rivalName: '<img> decoded when asked for',
        unit: 'ms',
        ...(goal !== undefined && { goal }),
      })
    return [
      row('after a look, median', looked, 0.5, 50),
      row('after a look, p95', looked, 0.95),
      row('after a look, to one with 2,000 boxes, median', crowded, 0.5, 50),
      row('key after key, median', hurried, 0.5),
    ]
  })
}

async function goThrough({ studio, rival }: Windows, names: readonly string[], pictures: string) {
  await studio.bringToFront()
  // A click waits until the project is open; a key would not.
  await studio.getByRole('navigation', { name: 'Activities' }).getByRole('button', { name: 'Annotate' }).click()
  await studio.locator(`[data-testid=canvas][aria-label*="${names[0]}"]`).waitFor()
  const size = await studio
    .getByTestId('canvas')
    .evaluate(({ clientWidth: width, clientHeight: height }) => ({ width, height }))
  await watchPictures(studio)
  const looked: number[] = []
  const crowded: number[] = []
  const plain: number[] = []
  for (let index = 1; index < names.length; index++) {
    await studio.waitForTimeout(lookMs)
    await studio.bringToFront()
    ;(index % 2 === 0 ? looked : crowded).push(await pressUntilShown(studio, 'd'))
    await rival.bringToFront()
    plain.push(await showPlain(rival, pathToFileURL(join(pictures, names[index]!)).href, size))
  }
  return { looked, crowded, plain }
}

/** Back again, each as soon as the one before is there. */
async function hurry(studio: Page): Promise<number[]> {
  await studio.bringToFront()
  await studio.waitForTimeout(lookMs)
  const times: number[] = []
  for (let index = 1; index < imageCount; index++) times.push(await pressUntilShown(studio, 'a'))
  return times
}

type Watch = { shown: { readonly source: unknown; readonly at: number } | null }

/** Notes the last picture that was drawn: its bitmap is as large as the photo or a half of it. */
async function watchPictures(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watch: Watch = { shown: null }
    Object.assign(globalThis, { watch })
    const draw = CanvasRenderingContext2D.prototype.drawImage
    CanvasRenderingContext2D.prototype.drawImage = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
      const source = args[0]
      if (source instanceof ImageBitmap && source.width > 700) watch.shown = { source, at: performance.now() }
      return (draw as (...args: unknown[]) => void).apply(this, args)
    } as typeof draw
  })
}

/** From the key to the frame after the one that drew another picture with its boxes. */
function pressUntilShown(page: Page, key: string): Promise<number> {
  return page.evaluate(async (pressed) => {
    const { watch } = globalThis as unknown as { watch: Watch }
    const label = () => document.querySelector('[data-testid=canvas]')!.getAttribute('aria-label')
    const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
    const before = { label: label(), at: performance.now() }
    const target = document.querySelector<HTMLElement>('[data-testid=canvas]')!
    target.focus()
    const code = `Key${pressed.toUpperCase()}`
    target.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, code, bubbles: true, cancelable: true }))
    while (label() === before.label || (watch.shown?.at ?? 0) <= before.at || / 0 box/.test(label() ?? '')) {
      if (performance.now() - before.at > 20_000) throw new Error(`nothing was shown after ${pressed}`)
      await nextFrame()
    }
    await nextFrame()
    return performance.now() - before.at
  }, key)
}

function showPlain(rival: Page, url: string, size: { readonly width: number; readonly height: number }) {
  return rival.evaluate(
    async ([address, canvas]) => {
      const start = performance.now()
      await (globalThis as unknown as { rivalPage: RivalPage }).rivalPage.showPicture(address, canvas)
      await new Promise((resolve) => requestAnimationFrame(resolve))
      await new Promise((resolve) => requestAnimationFrame(resolve))
      return performance.now() - start
    },
    [url, size] as const,
  )
}
