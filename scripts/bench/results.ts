/**
 * The Results screen with 5,000 images and 233,000 detections of 80 classes, and as many of the validation part, from which
 * the confidence comes: what the engine answers, and the frames of the real studio while a slider moves by 0.01 in each, without
 * and with the crops of a cell. Beside them, in the same run, the same detections as decimal numbers in JSON, and a page in the
 * same Electron, of the same size, in turns: a plain table of as many cells, all of which get another number in each frame.
 *   npm run -s bench -- results [--json] [--images N]
 */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Page } from 'playwright'
import { startEngine } from '../../test/support/engineProcess.ts'
import type { RivalPage } from './support/canvasScene.ts'
import { makeEvaluatedProject } from './support/evaluatedProject.ts'
import { displayFrameMs, numberOf, progress, type Row, report, smallerIsBetter } from './support/report.ts'
import { quantile, timeOf } from './support/statistics.ts'
import { type Windows, withWindows } from './support/studioWindow.ts'
import { inWorkFolder } from './support/workFolder.ts'

const images = numberOf('--images', 5000)
const rounds = 2
const mib = 2 ** 20

await report('results', () => inWorkFolder(measure))

async function measure(folder: string): Promise<Row[]> {
  progress('making the project')
  const { project, evaluationId } = await makeEvaluatedProject(folder, images)
  const answered = await answerRows(folder, project, evaluationId)
  return withWindows(folder, project, async (windows) => {
    progress('opening Results')
    await openResults(windows)
    // The confidence comes from the validation part first, and stays where its slider is put afterwards.
    const withValidation = await sliderRows(windows, 'IoU', 'IoU of both parts')
    const confidence = await sliderRows(windows, 'Confidence')
    const iou = await sliderRows(windows, 'IoU')
    const opened = await openFalseAlarms(windows.studio)
    const confidenceOpen = await sliderRows(windows, 'Confidence', `Confidence, ${opened}`)
    const iouOpen = await sliderRows(windows, 'IoU', `IoU, ${opened}`)
    return [...answered, ...withValidation, ...confidence, ...iou, ...confidenceOpen, ...iouOpen]
  })
}

/** How long the engine takes for the data of an evaluation, and how much it sends. */
async function answerRows(folder: string, project: string, evaluationId: number): Promise<Row[]> {
  progress('asking the engine')
  const engine = startEngine(join(folder, 'engine'))
  await engine.call('project.open', { path: project })
  let size = 0
  const ours = await timeOf(async () => {
    size = JSON.stringify(await engine.call('results.data', { evaluationId })).length
  })
  await engine.close()
  progress('reading the same as JSON')
  let rivalSize = 0
  const rival = await timeOf(() => {
    const text = detectionsAsJson(project, evaluationId)
    rivalSize = text.length
    JSON.parse(text)
  })
  const row = { rivalName: 'decimal numbers in JSON' }
  return [
    smallerIsBetter({ ...row, what: 'the data of an evaluation', ours: ours / 1000, rival: rival / 1000, unit: 's' }),
    smallerIsBetter({ ...row, what: 'its size', ours: size / mib, rival: rivalSize / mib, unit: 'MiB' }),
  ]
}

function detectionsAsJson(project: string, evaluationId: number): string {
  const db = new Database(project, { readonly: true })
  try {
    const rows = db.prepare('SELECT * FROM detection WHERE evaluation_id = ?').all(evaluationId)
    return JSON.stringify(
      (rows as { readonly probabilities: Buffer }[]).map(({ probabilities, ...row }) => ({
        ...row,
        probabilities: Array.from({ length: probabilities.byteLength / 4 }, (_, at) =>
          probabilities.readFloatLE(4 * at),
        ),
      })),
    )
  } finally {
    db.close()
  }
}

async function openResults({ studio, rival }: Windows): Promise<void> {
  await studio.bringToFront()
  await studio.getByRole('navigation', { name: 'Activities' }).getByRole('button', { name: 'Results' }).click()
  const matrix = studio.getByRole('region', { name: 'Confusion matrix' })
  await matrix.waitFor({ timeout: 300_000 })
  const lines = await matrix.locator('tbody tr').count()
  await rival.evaluate((size) => (globalThis as unknown as { rivalPage: RivalPage }).rivalPage.showTable(size), lines)
}

/** The cell with the most boxes that a line has. @returns what stands in it at 0.4 */
async function openFalseAlarms(studio: Page): Promise<string> {
  const matrix = studio.getByRole('region', { name: 'Confusion matrix' })
  await matrix.locator('[tabindex="0"]').focus()
  await studio.keyboard.press('End')
  await studio.keyboard.press('Enter')
  const inHand = studio.getByRole('region', { name: 'Crop in hand' }).locator('p').first()
  await inHand.waitFor()
  return `a cell of ${(await inHand.textContent())!.split('/')[1]!.trim().split(' ')[0]} crops open`
}

async function sliderRows({ studio, rival }: Windows, label: string, name = label): Promise<Row[]> {
  progress(`the slider: ${name}`)
  const ours: Moved[] = []
  const theirs: number[] = []
  for (let round = 0; round < rounds; round++) {
    await studio.bringToFront()
    ours.push(await moveSlider(studio, label))
    await rival.bringToFront()
    theirs.push(...(await renumber(rival)))
  }
  const row = (what: string, read: (moved: Moved) => readonly number[], at: number) =>
    smallerIsBetter({
      what: `${name}, ${what}`,
      ours: quantile(ours.flatMap(read), at),
      rival: quantile(theirs, at),
      rivalName: 'a plain table',
      unit: 'ms',
      goal: displayFrameMs,
    })
  return [
    row('a frame, median', ({ frames }) => frames, 0.5),
    row('a frame, p95', ({ frames }) => frames, 0.95),
    row('until the figures follow, median', ({ delays }) => delays, 0.5),
    row('until the figures follow, p95', ({ delays }) => delays, 0.95),
    row('from figures to figures in moving, median', ({ gaps }) => gaps, 0.5),
    row('from figures to figures in moving, p95', ({ gaps }) => gaps, 0.95),
  ]
}

/** Milliseconds. */
type Moved = {
  /** From frame to frame, with a movement in each. */
  readonly frames: readonly number[]
  /** From a movement to the frame after the figures say its value, when each waits for the one before. */
  readonly delays: readonly number[]
  /** Between two figures that are seen while it moves in every frame. */
  readonly gaps: readonly number[]
}

/** From 0.4 to 0.65 and back, twice. */
function moveSlider(page: Page, label: string): Promise<Moved> {
  return page.evaluate(async (name) => {
    const slider = document.querySelector<HTMLInputElement>(`input[type=range][aria-label="${name}"]`)!
    const line = document.querySelector('[data-reading]')!
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!
    const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
    const steps = Array.from({ length: 51 }, (_, step) => 0.4 + (step <= 25 ? step : 50 - step) / 100)
    const move = (value: number) => {
      setValue.call(slider, value)
      slider.dispatchEvent(new Event('input', { bubbles: true }))
    }
    const timesOf = async (settled: (value: number) => Promise<unknown>) => {
      const times: number[] = []
      const gaps: number[] = []
      move(steps[0]!)
      for (let rest = 0; rest < 30; rest++) await nextFrame()
      let last = performance.now()
      let seen = { text: line.textContent, at: last }
      for (const value of steps.slice(1)) {
        move(value)
        await settled(value)
        const now = performance.now()
        times.push(now - last)
        last = now
        if (line.textContent === seen.text) continue
        gaps.push(now - seen.at)
        seen = { text: line.textContent, at: now }
      }
      // Figures that never came were waited for all the time.
      const rest = last - seen.at
      return { times, gaps: rest > 0 ? [...gaps, rest] : gaps }
    }
    const { times: frames, gaps } = await timesOf(nextFrame)
    const { times: delays } = await timesOf(async (value) => {
      const text = name === 'IoU' ? `IoU ${value.toFixed(2)}` : `above ${value.toFixed(3)}`
      while (!line.textContent!.includes(text)) await nextFrame()
      // It is painted before the next one begins.
      await nextFrame()
    })
    return { frames, delays, gaps }
  }, label)
}

function renumber(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const cells = [...document.querySelectorAll('#table td')]
    const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
    const frames: number[] = []
    let last = performance.now()
    for (let frame = 0; frame < 30; frame++) {
      for (const [place, cell] of cells.entries()) cell.textContent = String((place * 7 + frame) % 100)
      await nextFrame()
      const now = performance.now()
      frames.push(now - last)
      last = now
    }
    return frames.slice(5)
  })
}
