import type { Locator } from 'playwright/test'
import type { Studio } from '../studio.ts'

export class ImagesPage {
  readonly #studio: Studio
  readonly tiles
  readonly splitButton
  readonly importButton
  readonly exportButton

  constructor(studio: Studio) {
    const { window } = studio
    this.#studio = studio
    this.tiles = window.getByRole('list', { name: 'Images' }).getByRole('listitem')
    this.splitButton = window.getByRole('button', { name: 'Split', exact: true })
    this.importButton = window.getByRole('button', { name: 'Import', exact: true })
    this.exportButton = window.getByRole('button', { name: 'Export', exact: true })
  }

  async show(): Promise<void> {
    await this.#studio.window.keyboard.press('Control+1')
    await this.splitButton.waitFor()
  }

  /** Paths of the images on the tiles, in their order. */
  async names(): Promise<string[]> {
    const texts = await this.tiles.allTextContents()
    return texts.map((text) => /[\w./-]+\.(jpg|png)/.exec(text)?.[0] ?? text)
  }

  async openImage(name: string): Promise<void> {
    await this.#studio.window.getByRole('list', { name: 'Images' }).getByRole('button', { name }).click()
  }

  /** Deals the images as the dialog suggests. */
  async split(): Promise<void> {
    await this.splitButton.click()
    const dialog = this.#studio.window.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Split', exact: true }).click()
    await dialog.getByText('Nothing would change').waitFor()
    await this.#studio.window.keyboard.press('Escape')
  }

  /** Opens the dialog and has it recognise what lies at a path. */
  async recogniseLabels(path: string): Promise<Locator> {
    await this.importButton.click()
    const dialog = this.#studio.window.getByRole('dialog')
    await dialog.getByLabel('Folder or file with labels').fill(path)
    await dialog.getByLabel('Folder or file with labels').press('Enter')
    return dialog
  }

  /** Looks at labels first, imports them, and leaves the dialog with its report open. */
  async importLabels(path: string): Promise<Locator> {
    const dialog = await this.recogniseLabels(path)
    await dialog.getByRole('button', { name: 'Look first' }).click()
    await dialog.getByRole('button', { name: /^Import / }).click()
    return dialog
  }

  async exportTo(folder: string, format: string): Promise<void> {
    await this.exportButton.click()
    const dialog = this.#studio.window.getByRole('dialog')
    await dialog.getByLabel('Format').selectOption(format)
    await dialog.getByLabel('New folder').fill(folder)
    await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  }
}
