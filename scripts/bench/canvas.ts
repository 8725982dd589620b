/**
 * Frames while panning, zooming and dragging a box over a picture of 12 megapixels with many boxes: the real studio beside
 * a page with one react-konva component per box, in the same Electron, of the same size, in turns.
 *   npm run -s bench -- canvas [--json] [--frames N]
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { makePhoto, makeSceneProject, type RivalPage, sceneBoxes } from './support/canvasScene.ts'
import { frameTimes, type Gesture } from './support/gestures.ts'
import { displayFrameMs, numberOf, progress, type Row, report, smallerIsBetter } from './support/report.ts'
import { quantile } from './support/statistics.ts'
import { type Windows, withWindows } from './support/studioWindow.ts'
import { inWorkFolder } from './support/workFolder.ts'

const boxCounts = [200, 2000, 10_000]
const gestures: readonly Gesture[] = ['pan', 'zoom', 'drag']
const frames = numberOf('--frames', 120)
const rounds = 2

await report('canvas', () => inWorkFolder(measure))

async function measure(folder: string): Promise<Row[]> {
  const pictures = join(folder, 'pictures')
  mkdirSync(pictures)
  const names = boxCounts.map((count) => `boxes-${String(count).padStart(5, '0')}.jpg`)
  progress('making pictures')
  for (const [index, name] of names.entries()) await makePhoto(join(pictures, name), index + 1)
  const project = join(folder, 'bench.boxwright')
  const scenes = names.map((name, index) => ({ name, boxes: sceneBoxes(boxCounts[index]!) }))
  makeSceneProject(project, pictures, scenes)
  return withWindows(folder, project, async (windows) => {
    const rows: Row[] = []
    for (const [index, count] of boxCounts.entries()) {
      progress(`${count} boxes`)
      const url = pathToFileURL(join(pictures, names[index]!)).href
      rows.push(...(await measureScene(windows, { count, name: names[index]!, url })))
    }
    return rows
  })
}

type Scene = { readonly count: number; readonly name: string; readonly url: string }

async function measureScene({ studio, rival }: Windows, scene: Scene): Promise<Row[]> {
  await showInStudio(studio, scene)
  const size = await studio
    .getByTestId('canvas')
    .evaluate(({ clientWidth: width, clientHeight: height }) => ({ width, height }))
  await rival.evaluate(
    ([url, boxes, stage]) => (globalThis as unknown as { rivalPage: RivalPage }).rivalPage.showBoxes(url, boxes, stage),
    [scene.url, sceneBoxes(scene.count), size] as const,
  )
  const rows: Row[] = []
  for (const gesture of gestures) {
    const ours: number[] = []
    const theirs: number[] = []
    for (let round = 0; round < rounds; round++) {
      await studio.bringToFront()
      ours.push(...(await frameTimes(studio, { selector: '[data-testid=canvas]', gesture, panButton: 1, frames })))
      await rival.bringToFront()
      theirs.push(...(await frameTimes(rival, { selector: '.konvajs-content', gesture, panButton: 0, frames })))
    }
    rows.push(
      frameRow(scene.count, gesture, 'median', ours, theirs),
      frameRow(scene.count, gesture, 'p95', ours, theirs),
    )
  }
  return rows
}

function frameRow(
  count: number,
  gesture: Gesture,
  part: 'median' | 'p95',
  ours: readonly number[],
  theirs: readonly number[],
): Row {
  const at = part === 'median' ? 0.5 : 0.95
  return smallerIsBetter({
    what: `${gesture}, ${count} boxes, ${part}`,
    ours: quantile(ours, at),
    rival: quantile(theirs, at),
    rivalName: 'react-konva, one component per box',
    unit: 'ms',
    ...(count === 2000 && { goal: displayFrameMs }),
  })
}

async function showInStudio(studio: Windows['studio'], { name, count }: Scene): Promise<void> {
  await studio.bringToFront()
  // A click waits until the project is open; a key would not.
  await studio.getByRole('navigation', { name: 'Activities' }).getByRole('button', { name: 'Annotate' }).click()
  await studio.getByRole('navigation', { name: 'Images' }).getByRole('button', { name }).click()
  await studio.locator(`[data-testid=canvas][aria-label*="${name}"][aria-label*=", ${count} box"]`).waitFor()
  await studio.keyboard.press('Control+f')
  // The smaller copies of the picture are made after it is shown.
  await studio.waitForTimeout(1500)
}
