import type { Studio } from '../studio.ts'

export class StartPage {
  readonly #studio: Studio
  readonly openFolderButton
  readonly openProjectButton
  readonly demoButton

  constructor(studio: Studio) {
    this.#studio = studio
    this.openFolderButton = studio.window.getByRole('button', { name: 'Open a folder of images' })
    this.openProjectButton = studio.window.getByRole('button', { name: 'Open a project' })
    this.demoButton = studio.window.getByRole('button', { name: 'Try the demo' })
  }

  /** Makes a project for a folder of images, as a newcomer does. */
  async openFolder(folder: string, project: string): Promise<void> {
    await this.#studio.answerDialogs(folder, project)
    await this.openFolderButton.click()
    await this.#studio.images.tiles.first().waitFor()
  }

  async openProject(project: string): Promise<void> {
    await this.#studio.answerDialogs(project)
    await this.openProjectButton.click()
    await this.#studio.window.getByRole('navigation', { name: 'Activities' }).waitFor()
  }
}
