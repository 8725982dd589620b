import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'
import { makeDemo } from './support/demo.ts'
import { plantResults } from './support/plantedResults.ts'

/** Two runs on all parts of the demo: the second makes fewer mistakes. */
async function withResults(studio: Studio): Promise<string> {
  await studio.open()
  const project = await makeDemo(studio, 80)
  await studio.images.split()
  await expect.poll(() => valueIn(project, "SELECT count(*) FROM image WHERE split = 'test'")).toBe(8)
  await studio.close()
  plantResults(project, [
    { name: 'first', everyMistake: 5, splits: ['val', 'test'] },
    { name: 'second', everyMistake: 9, splits: ['val', 'test'] },
  ])
  await studio.open(project)
  // Keys are for the start screen until the project is there.
  await studio.window.getByRole('button', { name: 'Results' }).click()
  return project
}

test('the matrix is turned, sorted, grouped and saved; the table follows other definitions', async ({ studio }) => {
  const project = await withResults(studio)
  const { window, results } = studio
  const matrix = window.getByRole('region', { name: 'Confusion matrix' })
  const head = matrix.getByRole('columnheader')
  const saved = join(studio.folder, 'saved')
  mkdirSync(saved)

  await test.step('the confidence comes from the validation part, and the line says so', async () => {
    await expect(window.getByText('(best mean F1 on the validation part)')).toBeVisible()
    await window.getByRole('button', { name: 'Best here' }).click()
    await expect(window.getByText('(best mean F1 on these very images, which flatters)')).toBeVisible()
    await window.getByRole('button', { name: 'Best on validation' }).click()
  })

  await test.step('the numbers follow both sliders', async () => {
    const classes = Number(valueIn(project, 'SELECT count(*) FROM category'))
    const missed = async () => {
      const columns = Array.from({ length: classes }, (_, column) => results.countOf(classes, column))
      return (await Promise.all(columns)).reduce((sum, count) => sum + count, 0)
    }
    for (const confidence of [0.7, 0.5]) {
      await window.getByRole('slider', { name: 'Confidence' }).fill(String(confidence))
      await expect.poll(missed).toBe(valueIn(project, labelsWithoutDetection(confidence)))
    }
    const sure = await missed()
    await expect(results.cell(classes, 0)).toHaveAccessibleName(
      new RegExp(`^predicted missed by the model, labelled .+: ${await results.countOf(classes, 0)}$`),
    )
    // What was found lies exactly on its label.
    for (const iou of ['0.95', '0.05', '0.50']) {
      await window.getByRole('slider', { name: 'IoU' }).fill(iou)
      await expect(window.getByText(`· IoU ${iou}`)).toBeVisible()
      expect(await missed()).toBe(sure)
    }
    await window.getByRole('button', { name: 'Best on validation' }).click()
  })

  await test.step('the table says what the matrix counts after a slider that moved in every frame, also out of sight', async () => {
    const table = window.getByRole('region', { name: 'Figures of each class' })
    const recalls = () => table.getByRole('row').locator('td:nth-last-child(2)').allTextContents()
    const counted = async () => {
      const cells = await results.counts()
      const classes = Number(valueIn(project, 'SELECT count(*) FROM category'))
      const each = Array.from({ length: classes }, (_, column) => {
        const labelled = cells.filter((cell) => cell.column === column)
        const found = labelled.find(({ row }) => row === column)!.count
        return found / labelled.reduce((sum, { count }) => sum + count, 0)
      })
      const mean = each.reduce((sum, recall) => sum + recall, 0) / classes
      return [...each, mean].map((recall) => recall.toFixed(3))
    }
    await table.evaluate((panel) => {
      panel.style.height = '160px'
      panel.style.alignSelf = 'start'
    })
    for (const [from, to] of [
      [0.3, 0.8],
      [0.8, 0.5],
    ] as const) {
      await window.getByRole('slider', { name: 'Confidence' }).evaluate(moveInEveryFrame, { from, to })
      await expect(window.getByText(`confidence above ${to.toFixed(3)}`)).toBeVisible()
      await expect.poll(recalls).toEqual(await counted())
    }
    // Scrolled to, a line is right at once.
    await table.evaluate((panel) => panel.scrollTo(0, panel.scrollHeight))
    expect(await recalls()).toEqual(await counted())
    await table.evaluate((panel) => panel.removeAttribute('style'))
    await window.getByRole('button', { name: 'Best on validation' }).click()
  })

  await test.step('in a small window all lines of a small matrix are in sight at once', async () => {
    const usual = window.viewportSize()!
    await window.setViewportSize({ width: 1024, height: 700 })
    const linesInSight = () =>
      matrix.getByRole('table').evaluate((table) => {
        const scrolled = table.parentElement!
        scrolled.scrollIntoView({ block: 'end' })
        const seen = scrolled.getBoundingClientRect()
        const lines = [...table.querySelectorAll('tbody th')].map((name) => name.getBoundingClientRect())
        const isInSight = ({ top, bottom }: DOMRect) => {
          const met = document.elementFromPoint(seen.left + 4, (top + bottom) / 2)
          return bottom <= seen.bottom && met !== null && scrolled.contains(met)
        }
        return lines.filter(isInSight).length
      })
    // What the model missed is a line too.
    await expect.poll(linesInSight).toBe(Number(valueIn(project, 'SELECT count(*) FROM category')) + 1)
    await window.setViewportSize(usual)
  })

  const save = async (format: string, file: string) => {
    await studio.answerDialogs(join(saved, file))
    await window.getByRole('button', { name: 'Save matrix' }).click()
    await window.getByRole('menuitem', { name: format }).click()
    await expect(window.getByText(`The matrix was saved as ${join(saved, file)}`)).toBeVisible()
  }

  await test.step('the saved table has a column for each class that adds up to its labels', async () => {
    await save('Table (CSV)', 'matrix.csv')
    const lines = readFileSync(join(saved, 'matrix.csv'), 'utf8')
      .trim()
      .split('\r\n')
      .map((line) => line.split(','))
    expect(lines[0]![0]).toBe('predicted \\ labelled')
    for (const [column, name] of lines[0]!.slice(1, -1).entries()) {
      const sum = lines.slice(1).reduce((total, line) => total + Number(line[column + 1]), 0)
      expect(sum).toBe(valueIn(project, labelsOf(name)))
    }
  })

  await test.step('rows and columns swap, and both axes still say what they are', async () => {
    await expect(head.first()).toHaveText('predicted ↓')
    await window.getByLabel('Swap axes').check()
    await expect(head.first()).toHaveText('labelled ↓')
    await expect(head.nth(1)).toHaveText('predicted →')
    const before = await results.countOf(0, 1)
    await window.getByLabel('Swap axes').uncheck()
    expect(await results.countOf(0, 1)).toBe(before)
  })

  await test.step('rare classes share a line, and its cells open the boxes of all of them', async () => {
    await window.getByLabel('Rare classes', { exact: true }).selectOption({ label: '< 100 labels together' })
    await expect(matrix.getByRole('rowheader', { name: /rare classes$/ })).toBeVisible()
    await matrix
      .getByRole('button', { name: /^predicted missed by the model, labelled \d+ rare classes: [1-9]/ })
      .click()
    await expect(window.getByText(/^1 \/ \d+/)).toBeVisible()
    await window.getByLabel('Rare classes', { exact: true }).selectOption({ label: 'Each alone' })
  })

  await test.step('the matrix is walked by keys', async () => {
    const [first] = await matrix.getByRole('button', { name: /^predicted/ }).all()
    await first!.focus()
    await window.keyboard.press('ArrowDown')
    await window.keyboard.press('ArrowRight')
    await expect(results.cell(1, 1)).toBeFocused()
  })

  await test.step('whoever comes back by keys is in the matrix at once', async () => {
    await window.keyboard.press('Control+1')
    await expect(window.getByRole('main', { name: 'Images' })).toBeVisible()
    await window.keyboard.press('Control+4')
    await expect(matrix.locator('[tabindex="0"]')).toBeFocused()
  })

  await test.step('the crops of an open cell follow a slider that moves in every frame, and keys at once decide each once', async () => {
    const missed = Number(valueIn(project, 'SELECT count(*) FROM category'))
    const slider = window.getByRole('slider', { name: 'Confidence' })
    const inHand = window.getByRole('region', { name: 'Crop in hand' }).locator('.number').first()
    await slider.fill('0.8')
    await results.cell(missed, 0).click()
    const many = await results.countOf(missed, 0)
    await expect(inHand).toHaveText(`1 / ${many}`)
    const frames = await slider.evaluate(moveInEveryFrame, { from: 0.8, to: 0.5 })
    const few = await results.countOf(missed, 0)
    expect(few).toBeGreaterThan(2)
    expect(few).toBeLessThan(many)
    await expect(inHand).toHaveText(`1 / ${few}`)
    // Not at the end alone.
    expect(new Set(frames).size).toBeGreaterThan(2)
    const panel = window.getByRole('region', { name: 'Boxes behind the cell' })
    await expect.poll(() => panel.locator('canvas').evaluateAll(arePainted)).toBe(true)
    await slider.evaluate(moveInEveryFrame, { from: 0.5, to: 0.6 })
    await panel.focus()
    for (let crop = 0; crop < 3; crop++) await window.keyboard.press('2')
    const kept = () => valueIn(project, "SELECT count(DISTINCT annotation_id) FROM decision WHERE verdict = 'kept'")
    await expect.poll(kept).toBe(3)
    expect(valueIn(project, 'SELECT count(*) FROM decision')).toBe(3)
    await window.getByRole('button', { name: 'Best on validation' }).click()
  })

  await test.step('picture and drawing', async () => {
    await save('Drawing (SVG)', 'matrix.svg')
    const svg = readFileSync(join(saved, 'matrix.svg'), 'utf8')
    for (const words of ['labelled →', 'predicted ↓', 'missed by the model', 'second', 'IoU 0.50'])
      expect(svg).toContain(words)
    await save('Picture (PNG)', 'matrix.png')
    const size = Number(/ width="(\d+)"/.exec(svg)![1])
    expect((await sharp(join(saved, 'matrix.png')).metadata()).width).toBe(2 * size)
    const { dominant } = await sharp(join(saved, 'matrix.png')).stats()
    expect(dominant.r).toBeLessThan(64)
  })

  await test.step('the table by size, Pascal VOC and KITTI', async () => {
    const table = window.getByRole('region', { name: 'Figures of each class' })
    const figures = table.getByLabel('Figures')
    await figures.selectOption('COCO by size')
    const classes = Number(valueIn(project, 'SELECT count(*) FROM category'))
    await expect(table.getByRole('rowheader', { name: 'medium' })).toHaveCount(classes)
    await figures.selectOption('Pascal VOC 2007')
    await expect(table.getByText('AP (VOC 2007)')).toBeVisible()
    await figures.selectOption('KITTI 2D')
    await expect(table.getByRole('columnheader', { name: 'AP R40' })).toBeVisible()
    await expect(table.getByRole('rowheader', { name: 'moderate' })).toHaveCount(classes)
    await figures.selectOption('COCO')
  })
})

test('curves, calibration and another run are read beside each other', async ({ studio }) => {
  const project = await withResults(studio)
  const { window } = studio
  const confidence = window.getByRole('textbox', { name: 'Confidence' })

  await test.step('the pointer reads a curve, a click takes its confidence', async () => {
    // Keys are offered a moment after what they belong to is seen.
    await expect(async () => {
      await window.keyboard.press('Alt+2')
      await expect(window.getByRole('tab', { name: 'Curves' })).toHaveAttribute('aria-selected', 'true', {
        timeout: 500,
      })
    }).toPass()
    const f1 = window.getByRole('figure', { name: /^F1/ }).locator('.u-over')
    const { width, height } = (await f1.boundingBox())!
    await f1.hover({ position: { x: width * 0.6, y: height / 2 } })
    await expect(window.getByText('F1 · Confidence 0.60')).toBeVisible()
    await f1.click({ position: { x: width * 0.6, y: height / 2 } })
    await expect(confidence).toHaveValue('0.60')
    await expect(window.getByText('confidence above 0.600')).toBeVisible()
    const recall = window.getByRole('figure', { name: /^Precision over recall/ }).locator('.u-over')
    await recall.click({ position: { x: width * 0.5, y: height / 2 } })
    await expect(confidence).not.toHaveValue('0.60')
  })

  await test.step('calibration counts every detection of the part', async () => {
    await window.keyboard.press('Alt+5')
    const diagram = window.getByRole('img', { name: /^Reliability diagram/ })
    await expect(diagram).toBeVisible()
    const titles = await diagram.locator('title').allTextContents()
    const counted = titles.reduce((sum, title) => sum + Number(/: (\d+) detections?/.exec(title)![1]), 0)
    expect(counted).toBe(valueIn(project, detectionsOf(2)))
  })

  await test.step('the other run found less: every label that only one found is counted and can be opened', async () => {
    await window.keyboard.press('Alt+6')
    // Both at a confidence that keeps all but the false alarms: from then on the planted mistakes alone decide.
    await confidence.fill('0.30')
    const boxes = window.getByRole('region', { name: 'Boxes won and lost' })
    const [onlySecond, onlyFirst] = plantedDifference(Number(valueIn(project, testLabels)))
    await expect(boxes.getByRole('button', { name: `Won by #2 second: ${onlySecond}` })).toBeVisible()
    await boxes.getByRole('button', { name: `Lost by #2 second: ${onlyFirst}` }).click()
    await boxes.locator('canvas').first().click()
    await expect(studio.annotate.canvas).toBeVisible()
  })
})

/** As a hand does: by 0.01 in each frame. @returns what was said of the crop in hand in each */
async function moveInEveryFrame(slider: HTMLElement | SVGElement, { from, to }: { from: number; to: number }) {
  const said: string[] = []
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!
  const steps = Math.round(Math.abs(to - from) * 100)
  for (let step = 0; step <= steps; step++) {
    setValue.call(slider, String(from + ((to - from) * step) / steps))
    slider.dispatchEvent(new Event('input', { bubbles: true }))
    await new Promise(requestAnimationFrame)
    said.push(document.querySelector('section[aria-label="Crop in hand"] .number')?.textContent ?? '')
  }
  return said
}

/** A part of a picture covers each of them. */
function arePainted(canvases: (HTMLElement | SVGElement)[]): boolean {
  return canvases.every((element) => {
    const canvas = element as HTMLCanvasElement
    const [, , , alpha] = canvas.getContext('2d')!.getImageData(canvas.width >> 1, canvas.height >> 1, 1, 1).data
    return alpha === 255
  })
}

/** How many labels only the second and only the first run finds, of so many: the first errs at 0 and 1 of 5, the second of 9. */
function plantedDifference(labels: number): [number, number] {
  const isFound = (place: number, everyMistake: number) => place % everyMistake > 1
  const places = Array.from({ length: labels }, (_, place) => place)
  return [
    places.filter((place) => isFound(place, 9) && !isFound(place, 5)).length,
    places.filter((place) => isFound(place, 5) && !isFound(place, 9)).length,
  ]
}

const testLabels =
  "SELECT count(*) FROM annotation JOIN image ON image.id = image_id WHERE is_ignored = 0 AND split = 'test'"
const detectionsOf = (runId: number) =>
  `SELECT count(*) FROM detection JOIN evaluation ON evaluation.id = evaluation_id WHERE run_id = ${runId} AND split = 'test'`
/** Of the second run; its false alarms are less sure than 0.25. */
const labelsWithoutDetection = (confidence: number) =>
  `SELECT count(*) FROM annotation JOIN image ON image.id = image_id WHERE is_ignored = 0 AND split = 'test' AND NOT EXISTS (
     SELECT 1 FROM detection JOIN evaluation ON evaluation.id = evaluation_id
     WHERE run_id = 2 AND evaluation.split = 'test' AND detection.image_id = annotation.image_id AND score > ${confidence}
       AND detection.x1 = annotation.x1 AND detection.y1 = annotation.y1 AND detection.x2 = annotation.x2)`
const labelsOf = (name: string) =>
  `SELECT count(*) FROM annotation JOIN category ON category.id = category_id JOIN image ON image.id = image_id
   WHERE category.name = '${name}' AND is_ignored = 0 AND split = 'test'`
