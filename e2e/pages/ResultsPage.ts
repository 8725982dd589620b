import type { Studio } from '../studio.ts'

export class ResultsPage {
  readonly #studio: Studio
  readonly partSelect
  readonly evaluateButton
  readonly acceptButton
  /** The rows of the queue. */
  readonly suspects

  constructor(studio: Studio) {
    const { window } = studio
    this.#studio = studio
    this.partSelect = window.getByLabel('Part', { exact: true })
    this.evaluateButton = window.getByRole('button', { name: 'Evaluate', exact: true })
    this.acceptButton = window.getByRole('button', { name: /^Relabel as/ })
    this.suspects = window.getByRole('list', { name: 'Suspects' }).getByRole('listitem')
  }

  async show(): Promise<void> {
    await this.#studio.window.keyboard.press('Control+4')
  }

  async evaluate(part: string): Promise<void> {
    await this.partSelect.selectOption(part)
    await this.evaluateButton.click()
    await this.#studio.window.getByText('Confusion matrix').waitFor({ timeout: 60_000 })
  }

  suspect(name: string) {
    return this.suspects.filter({ hasText: name }).getByRole('button').last()
  }

  cell(row: number, column: number) {
    return this.#studio.window.locator(`[data-cell="${row},${column}"]`)
  }

  async chooseNewestRun(): Promise<void> {
    await this.#studio.window.getByLabel('Run', { exact: true }).selectOption({ index: 0 })
  }

  /** From the cell that has the focus, or the first one, by the arrow keys. */
  async walkTo(row: number, column: number): Promise<void> {
    const { keyboard } = this.#studio.window
    const focused = this.#studio.window.locator('[data-cell]:focus')
    for (let presses = 0; (await focused.count()) === 0; presses++) {
      if (presses > 100) throw new Error('Tab does not lead to the matrix')
      await keyboard.press('Tab')
    }
    const [fromRow, fromColumn] = (await focused.getAttribute('data-cell'))!.split(',').map(Number) as [number, number]
    await this.#press(row > fromRow ? 'ArrowDown' : 'ArrowUp', Math.abs(row - fromRow))
    await this.#press(column > fromColumn ? 'ArrowRight' : 'ArrowLeft', Math.abs(column - fromColumn))
  }

  async #press(key: string, times: number): Promise<void> {
    for (let press = 0; press < times; press++) await this.#studio.window.keyboard.press(key)
  }

  async countOf(row: number, column: number): Promise<number> {
    const text = await this.cell(row, column).textContent()
    return text === '·' ? 0 : Number(text)
  }
}
