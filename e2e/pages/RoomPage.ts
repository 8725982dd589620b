import type { Studio } from '../studio.ts'

/** The pages of the Images activity beside its images. */
export class RoomPage {
  readonly #studio: Studio

  constructor(studio: Studio) {
    this.#studio = studio
  }

  async show(page: 'Images' | 'Boxes' | 'Classes' | 'Checks' | 'History' | 'Agreement'): Promise<void> {
    const { window } = this.#studio
    await window.keyboard.press('Control+1')
    await window.getByRole('tab', { name: page }).click()
  }

  get filter() {
    return this.#studio.window.getByRole('combobox', { name: 'Filter' })
  }

  button(name: string | RegExp) {
    return this.#studio.window.getByRole('button', { name })
  }

  dialogButton(name: string) {
    return this.#studio.window.getByRole('dialog').getByRole('button', { name, exact: true })
  }

  /** The names of the classes, in the order of the table. */
  async classNames(): Promise<string[]> {
    const labels = await this.button(/: rename$/).evaluateAll((buttons) =>
      buttons.map((button) => button.getAttribute('aria-label') ?? ''),
    )
    return labels.map((label) => label.replace(/: rename$/, ''))
  }

  async addClass(name: string): Promise<void> {
    await this.#studio.window.getByLabel('New class: name, then Enter').fill(name)
    await this.#studio.window.keyboard.press('Enter')
    await this.button(`${name}: rename`).waitFor()
  }

  async renameClass(from: string, to: string): Promise<void> {
    await this.button(`${from}: rename`).click()
    await this.#studio.window.keyboard.type(to)
    await this.#studio.window.keyboard.press('Enter')
  }
}
