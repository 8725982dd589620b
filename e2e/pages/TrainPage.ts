import type { Studio } from '../studio.ts'

export class TrainPage {
  readonly #studio: Studio
  readonly trainButton
  readonly cancelButton

  constructor(studio: Studio) {
    this.#studio = studio
    this.trainButton = studio.window.getByRole('button', { name: 'Train', exact: true }).last()
    this.cancelButton = studio.window.getByRole('button', { name: 'Cancel training' })
  }

  async show(): Promise<void> {
    await this.#studio.window.keyboard.press('Control+3')
    await this.#studio.window.getByText('Ready to train?').waitFor()
  }

  /** A small network for a short time. */
  async chooseSmall(minutes: string): Promise<void> {
    const { window } = this.#studio
    await window.getByRole('textbox', { name: 'Time for training' }).fill(minutes)
    await window.getByRole('textbox', { name: 'Picture size' }).fill('160')
    await window.keyboard.press('Tab')
  }
}
