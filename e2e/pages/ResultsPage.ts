import type { Studio } from '../studio.ts'

/** What the window says of the crop in hand. */
export type Crop = {
  readonly image: string
  readonly labelled: string
  readonly seen: string
  readonly score: number
  /** Such as "3 / 12". */
  readonly place: string
}

export class ResultsPage {
  readonly #studio: Studio
  readonly runSelect
  readonly partSelect
  readonly evaluateButton
  readonly acceptButton
  /** The rows of the queue. */
  readonly suspects

  constructor(studio: Studio) {
    const { window } = studio
    this.#studio = studio
    this.runSelect = window.getByLabel('Run', { exact: true })
    this.partSelect = window.getByLabel('Part', { exact: true })
    this.evaluateButton = window.getByRole('button', { name: /^Evaluate Shift/ })
    this.acceptButton = window.getByRole('button', { name: /^Relabel as/ })
    this.suspects = window.getByRole('list', { name: 'Suspects' }).getByRole('listitem')
  }

  async show(): Promise<void> {
    await this.#studio.window.keyboard.press('Control+4')
  }

  async evaluate(part: string): Promise<void> {
    await this.partSelect.selectOption(part)
    await this.evaluateButton.waitFor()
    // Who has just chosen there presses what the button says.
    await this.partSelect.focus()
    await this.#studio.window.keyboard.press('Shift+E')
    await this.#studio.window.getByText('Confusion matrix').waitFor({ timeout: 60_000 })
  }

  suspect(name: string) {
    return this.suspects.filter({ hasText: name }).getByRole('button').last()
  }

  /** The one that the keys 1, 2, 3 are for. Null: not a label that the model takes for something else. */
  async crop(): Promise<Crop | null> {
    const words = this.#studio.window.getByRole('region', { name: 'Crop in hand' })
    const [classes, numbers] = [words.locator('strong'), words.locator('.number')]
    const read = await Promise.all([
      words.locator('[title]').first().getAttribute('title'),
      classes.allTextContents(),
      numbers.allTextContents(),
    ])
    const [image, [labelled, seen], [place, score]] = read
    if (!image || !labelled || !seen || !place) return null
    return { image, labelled, seen, score: Number(score), place }
  }

  /** Every cell of the matrix, as it is shown: numbers far out of sight are not written. */
  counts(): Promise<{ readonly row: number; readonly column: number; readonly count: number }[]> {
    return this.#studio.window.locator('[data-cell]').evaluateAll((cells) =>
      cells.map((cell) => {
        const [row, column] = cell.getAttribute('data-cell')!.split(',').map(Number) as [number, number]
        return { row, column, count: Number(cell.textContent) || 0 }
      }),
    )
  }

  cell(row: number, column: number) {
    return this.#studio.window.locator(`[data-cell="${row},${column}"]`)
  }

  async countOf(row: number, column: number): Promise<number> {
    const text = await this.cell(row, column).textContent()
    return text === '·' ? 0 : Number(text)
  }
}
