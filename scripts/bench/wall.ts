/**
 * Frames while scrolling the wall of crops: the real studio with 50,000 boxes beside a plain page of as many <img>, which load
 * when they come near, in the same Electron, of the same size, in turns.
 *   npm run -s bench -- wall [--json] [--boxes N] [--frames N]
 */
import { linkSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright'
import sharp from 'sharp'
import { seededRandom } from '../../shared/random.ts'
import { type BoxSpec, makeSceneProject, type RivalPage } from './support/canvasScene.ts'
import { displayFrameMs, numberOf, progress, type Row, report, smallerIsBetter } from './support/report.ts'
import { quantile } from './support/statistics.ts'
import { type Windows, withWindows } from './support/studioWindow.ts'
import { inWorkFolder } from './support/workFolder.ts'

const boxCount = numberOf('--boxes', 50_000)
const frames = numberOf('--frames', 120)
const boxesPerImage = 50
const differentImages = 50
const imageSize = { width: 640, height: 480 }
/** As large as the studio shows them, until someone wants another size. */
const side = 96
/** Pixels in a frame: reading, passing over (no picture is asked for), dragging the bar. */
const speeds = [10, 100, 1000]
const rounds = 2

await report('wall', () => inWorkFolder(measure))

async function measure(folder: string): Promise<Row[]> {
  progress('making pictures')
  const { pictures, scenes, crops } = await makePictures(folder)
  const project = join(folder, 'bench.boxwright')
  makeSceneProject(project, pictures, scenes, imageSize)
  return withWindows(folder, project, async (windows) => {
    await showWalls(windows, crops)
    const rows: Row[] = []
    for (const speed of speeds) {
      progress(`${speed} pixels in a frame`)
      rows.push(...(await measureSpeed(windows, speed)))
    }
    return rows
  })
}

async function makePictures(folder: string) {
  const pictures = join(folder, 'pictures')
  const cropFolder = join(folder, 'crops')
  for (const path of [pictures, cropFolder]) mkdirSync(path)
  const random = seededRandom(5)
  const crops: string[] = []
  const names = Array.from({ length: boxCount / boxesPerImage }, (_, index) => `${String(index).padStart(5, '0')}.jpg`)
  for (const [index, name] of names.entries()) {
    if (index >= differentImages) {
      linkSync(join(pictures, names[index % differentImages]!), join(pictures, name))
      continue
    }
    const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 }
    const create = { width: 64, height: 48, channels: 3 as const, background: '#000', noise }
    const picture = sharp({ create }).resize(imageSize).jpeg()
    await picture.toFile(join(pictures, name))
    const crop = join(cropFolder, `${index}.webp`)
    await sharp(join(pictures, name)).extract({ left: 0, top: 0, width: 192, height: 192 }).webp().toFile(crop)
    crops.push(pathToFileURL(crop).href)
  }
  const box = (): BoxSpec => {
    const [w, h] = [random.between(40, 200), random.between(40, 200)]
    const [x1, y1] = [random.between(0, imageSize.width - w), random.between(0, imageSize.height - h)]
    return { x1, y1, x2: x1 + w, y2: y1 + h, color: '#808080' }
  }
  const scenes = names.map((name) => ({ name, boxes: Array.from({ length: boxesPerImage }, box) }))
  return { pictures, scenes, crops }
}

async function showWalls({ studio, rival }: Windows, crops: readonly string[]): Promise<void> {
  await studio.bringToFront()
  await studio.getByRole('navigation', { name: 'Activities' }).getByRole('button', { name: 'Images' }).click()
  await studio.getByRole('tab', { name: 'Boxes' }).click()
  await studio.locator('[data-crop] img').first().waitFor()
  await rival.evaluate(
    ([urls, count, size]) => (globalThis as unknown as { rivalPage: RivalPage }).rivalPage.showWall(urls, count, size),
    [crops, boxCount, side] as const,
  )
}

async function measureSpeed({ studio, rival }: Windows, speed: number): Promise<Row[]> {
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < rounds; round++) {
    await studio.bringToFront()
    ours.push(...(await scrollFrames(studio, '[role=listbox]', speed)))
    await rival.bringToFront()
    theirs.push(...(await scrollFrames(rival, '#wall', speed)))
  }
  const row = (part: 'median' | 'p95', at: number) =>
    smallerIsBetter({
      what: `${speed} pixels in a frame, ${part}`,
      ours: quantile(ours, at),
      rival: quantile(theirs, at),
      rivalName: `a page of ${boxCount} <img>`,
      unit: 'ms',
      goal: displayFrameMs,
    })
  return [row('median', 0.5), row('p95', 0.95)]
}

/** @returns the time of each frame in milliseconds, from the top of the wall on */
function scrollFrames(page: Page, selector: string, speed: number): Promise<number[]> {
  return page.evaluate(
    async ([wanted, step, count]) => {
      const wall = document.querySelector(wanted)!
      const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
      wall.scrollTop = 0
      for (let frame = 0; frame < 30; frame++) await nextFrame()
      const times: number[] = []
      let last = performance.now()
      for (let frame = 0; frame < count; frame++) {
        wall.scrollTop += step
        await nextFrame()
        const now = performance.now()
        times.push(now - last)
        last = now
      }
      return times.slice(10)
    },
    [selector, speed, frames] as const,
  )
}
