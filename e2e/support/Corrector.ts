/** Someone who sees what is on the crops goes from a trained run to its wrong labels and fixes them, by keys alone. */
import { expect } from 'playwright/test'
import { boxIou } from '../../shared/box.ts'
import type { Crop } from '../pages/ResultsPage.ts'
import { boxesIn, detectionsIn, type StoredBox, valueIn } from '../projectFile.ts'
import type { Studio } from '../studio.ts'
import { tabTo } from './focus.ts'
import type { KnownLabel } from './mislabelled.ts'

/** Keys come as fast as the window follows. */
const quickly = { intervals: [20, 50, 100] }
const longestJobMs = 900_000

type CellPlace = { readonly row: number; readonly column: number }

export class Corrector {
  readonly #studio: Studio
  readonly #project: string
  readonly #known: ReadonlyMap<string, readonly KnownLabel[]>
  /** Cells that were gone through. */
  readonly #visited = new Set<string>()

  /** @param known every label of the project, with what a person sees there */
  constructor(studio: Studio, project: string, known: readonly KnownLabel[]) {
    this.#studio = studio
    this.#project = project
    this.#known = Map.groupBy(known, ({ image }) => image)
  }

  /** Labels in the project file whose class is not what a person sees. */
  wrongLabels(): StoredBox[] {
    return boxesIn(this.#project).filter((stored) => this.#truthAt(stored) !== stored.category)
  }

  async train(): Promise<void> {
    await this.#press('Control+3')
    // What the project lacks for a training is looked up first.
    await expect(this.#studio.train.trainButton).toBeEnabled()
    await this.#finishes('train', () => this.#press('Control+Enter'))
  }

  /** The newest run on all parts. */
  async evaluate(): Promise<void> {
    const { window, results } = this.#studio
    await this.#press('Control+4')
    await tabTo(window, results.runSelect)
    await this.#press('Home')
    await tabTo(window, results.partSelect)
    await this.#press('End')
    await tabTo(window, results.evaluateButton)
    await this.#finishes('evaluate', () => this.#press('Shift+E'))
    await expect(window.getByRole('tablist', { name: 'Pages of the results' })).toBeVisible()
  }

  /** Walks to the fullest cell of two classes that it was not in yet. */
  async openConfusedCell(): Promise<void> {
    await this.#press('Alt+1')
    const { row, column } = await this.#mostConfusedCell()
    await this.#walkTo({ row, column })
    await this.#press('Enter')
    await expect(this.#studio.window.getByRole('region', { name: 'Boxes behind the cell' })).toBeFocused()
    this.#visited.add(`${row},${column}`)
  }

  /** Decides about every crop behind the open cell, and goes back to the matrix. */
  async decideCell(): Promise<void> {
    const [, count] = placesIn(await this.#crop())
    for (let left = count; left > 0; left--) await this.#decide(left === 1)
    await this.#press('Escape')
  }

  /** Takes decisions back until one of them was a fix; its crop is then in hand again. */
  async undoFix(): Promise<void> {
    const { results } = this.#studio
    const before = this.wrongLabels()
    while (this.wrongLabels().length === before.length) {
      const decisions = this.#decisions()
      await this.#press('Control+z')
      await expect.poll(() => this.#decisions(), quickly).toBe(decisions - 1)
    }
    const known = new Set(before.map(wordsOfBox))
    const undone = this.wrongLabels().find((label) => !known.has(wordsOfBox(label)))!
    await expect.poll(() => results.crop(), quickly).toMatchObject({ image: undone.image, labelled: undone.category })
    await expect(results.acceptButton).toBeEnabled()
  }

  /** In the queue of suspects, selects the labels that are wrong and that the model is right about. @returns how many */
  async selectWrongSuspects(): Promise<number> {
    const { window, results } = this.#studio
    await this.#press('Alt+4')
    for (const kind of ['Overlooked', 'Badly located', 'Duplicate']) {
      await tabTo(window, window.getByRole('button', { name: new RegExp(`^${kind} \\d+$`) }))
      await this.#press('Enter')
    }
    const [first, count] = placesIn(await this.#crop())
    for (let place = first; place > 1; place--) await this.#press('ArrowUp')
    let selected = 0
    for (let place = 1; place <= count; place++) {
      await expect.poll(async () => (await results.crop())?.place, quickly).toBe(`${place} / ${count}`)
      if (this.#isModelRight(await this.#crop())) {
        await this.#press('x')
        selected++
      }
      await this.#press('ArrowDown')
    }
    return selected
  }

  async applySelected(): Promise<void> {
    const wrong = this.wrongLabels().length
    await this.#press('Control+Enter')
    await expect.poll(() => this.wrongLabels().length).toBeLessThan(wrong)
  }

  /** What the line says that the selected ones would do to the average precision. */
  async promise(): Promise<{ readonly before: number; readonly after: number }> {
    const line = this.#studio.window.getByText(/^AP 0\.\d+ → 0\.\d+ if the \d+ selected (is|are) applied$/)
    const [before, after] = numbersIn(await line.textContent())
    return { before: before!, after: after! }
  }

  /** What the fixes so far did to it. */
  async tally(): Promise<{ readonly labels: number; readonly before: number; readonly after: number }> {
    const line = this.#studio.window.getByText(/^\d+ labels fixed: AP/)
    const [labels, before, after] = numbersIn(await line.textContent())
    return { labels: labels!, before: before!, after: after! }
  }

  async #mostConfusedCell(): Promise<CellPlace> {
    const cells = await this.#studio.results.counts()
    const background = Math.max(...cells.map(({ row }) => row))
    const [most] = cells
      .filter(({ row, column }) => row !== column && Math.max(row, column) < background)
      .filter(({ row, column }) => !this.#visited.has(`${row},${column}`))
      .sort((a, b) => b.count - a.count)
    if (!most || most.count === 0) throw new Error('no two classes are confused')
    return most
  }

  /** From the cell that has the focus. */
  async #walkTo({ row, column }: CellPlace): Promise<void> {
    const { window, results } = this.#studio
    const place = await window.locator('[data-cell]:focus').getAttribute('data-cell')
    const [fromRow, fromColumn] = place!.split(',').map(Number) as [number, number]
    const step = async (key: string, times: number) => {
      for (let count = 0; count < times; count++) await this.#press(key)
    }
    await step('ArrowDown', row - fromRow)
    await step('ArrowUp', fromRow - row)
    await step('ArrowRight', column - fromColumn)
    await step('ArrowLeft', fromColumn - column)
    await expect(results.cell(row, column)).toBeFocused()
  }

  async #decide(isLast: boolean): Promise<void> {
    const crop = await this.#crop()
    const before = this.#decisions()
    await this.#press(this.#isModelRight(crop) ? '1' : '2')
    await expect.poll(() => this.#decisions(), quickly).toBe(before + 1)
    if (!isLast) await expect.poll(async () => wordsOf(await this.#crop()), quickly).not.toBe(wordsOf(crop))
  }

  #decisions(): number {
    return Number(valueIn(this.#project, 'SELECT count(*) FROM decision'))
  }

  async #crop(): Promise<Crop> {
    const crop = await this.#studio.results.crop()
    if (!crop) throw new Error('no label that the model takes for something else')
    return crop
  }

  /** Looks at the label under the detection that is drawn on the crop. */
  #isModelRight({ image, labelled, seen, score }: Crop): boolean {
    const labels = boxesIn(this.#project).filter((box) => box.image === image && box.category === labelled)
    const pairs = detectionsIn(this.#project, image)
      .filter((found) => found.category === seen && Math.abs(found.score - score) < 0.001)
      .flatMap((found) => labels.map((label) => ({ label, overlap: boxIou(label, found) })))
    const [nearest] = pairs.sort((a, b) => b.overlap - a.overlap)
    if (!nearest) throw new Error(`${image} has no ${labelled} that is seen as ${seen} (${score})`)
    return this.#truthAt(nearest.label) === seen
  }

  #truthAt(stored: StoredBox): string {
    const overlaps = this.#known.get(stored.image)!.map((label) => ({ label, overlap: boxIou(label.box, stored) }))
    const { label, overlap } = overlaps.reduce((best, next) => (next.overlap > best.overlap ? next : best))
    // A box that reached out of its picture was cut by the import.
    if (overlap < 0.9) throw new Error(`nobody knows the box at ${stored.x1}, ${stored.y1} in ${stored.image}`)
    return label.truth
  }

  async #finishes(kind: string, start: () => Promise<void>): Promise<void> {
    const done = () => valueIn(this.#project, `SELECT count(*) FROM job WHERE kind = '${kind}' AND state = 'done'`)
    const before = Number(done())
    await start()
    await expect.poll(done, { timeout: longestJobMs }).toBe(before + 1)
  }

  #press(key: string): Promise<void> {
    return this.#studio.window.keyboard.press(key)
  }
}

/** All but the place, which changes when a crop before leaves the cell. */
const wordsOf = ({ image, labelled, seen, score }: Crop) => `${image} ${labelled} ${seen} ${score}`

const wordsOfBox = ({ image, category, x1, y1 }: StoredBox) => `${image} ${category} ${x1} ${y1}`

const placesIn = ({ place }: Crop) => place.split(' / ').map(Number) as [number, number]
const numbersIn = (text: string | null): number[] => (text?.match(/\d+(\.\d+)?/g) ?? []).map(Number)
