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

  async countOf(row: number, column: number): Promise<number> {
    const text = await this.cell(row, column).textContent()
    return text === '·' ? 0 : Number(text)
  }
}
