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

  /** So many epochs, however long they take. */
  async chooseEpochs(epochs: number, size: string): Promise<void> {
    const { window } = this.#studio
    await this.choose({ minutes: '', size })
    await window.locator('summary').filter({ hasText: /^Run/ }).click()
    await window.getByRole('textbox', { name: 'Epochs' }).fill(String(epochs))
    await window.keyboard.press('Tab')
  }

  /** A small network for a short time. */
  chooseSmall(minutes: string): Promise<void> {
    return this.choose({ minutes, size: '160' })
  }

  /** No minutes: no limit. */
  async choose({ minutes, size }: { readonly minutes: string; readonly size: string }): Promise<void> {
    const { window } = this.#studio
    await window.getByRole('textbox', { name: 'Time for training' }).fill(minutes)
    await window.getByRole('textbox', { name: 'Picture size' }).fill(size)
    await window.keyboard.press('Tab')
  }
}
