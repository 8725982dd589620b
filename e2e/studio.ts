/** The real studio on folders of its own. Tests speak to pages, and look for results in the project file. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, test as base, type ElectronApplication, type Page } from 'playwright/test'
import sharp from 'sharp'
import { withVirtualDisplay } from '../scripts/start/virtualDisplay.mjs'
import type { CallName, CallResponse, Reply } from '../shared/api.ts'
import { AnnotatePage } from './pages/AnnotatePage.ts'
import { ImagesPage } from './pages/ImagesPage.ts'
import { ResultsPage } from './pages/ResultsPage.ts'
import { RoomPage } from './pages/RoomPage.ts'
import { StartPage } from './pages/StartPage.ts'
import { TrainPage } from './pages/TrainPage.ts'
import { killWithAll } from './processes.ts'

const projectFolder = fileURLToPath(new URL('..', import.meta.url))

export class Studio {
  /** Everything this test leaves on the disk. */
  readonly folder = mkdtempSync(join(tmpdir(), 'boxwright-e2e-'))
  /** What the application is given beside the environment of the tests. */
  readonly environment: Record<string, string> = {}
  /** Of its own, where it has one. */
  readonly #screen: NodeJS.ProcessEnv
  #app: ElectronApplication | null = null
  #window: Page | null = null

  constructor(screen: NodeJS.ProcessEnv) {
    this.#screen = screen
  }

  get isOpen(): boolean {
    return this.#window !== null
  }
  get window(): Page {
    if (!this.#window) throw new Error('the studio is not open')
    return this.#window
  }
  get app(): ElectronApplication {
    if (!this.#app) throw new Error('the studio is not open')
    return this.#app
  }
  get start() {
    return new StartPage(this)
  }
  get images() {
    return new ImagesPage(this)
  }
  get room() {
    return new RoomPage(this)
  }
  get annotate() {
    return new AnnotatePage(this)
  }
  get train() {
    return new TrainPage(this)
  }
  get results() {
    return new ResultsPage(this)
  }

  /** Opens the studio, with a project when one is named. */
  async open(...args: readonly string[]): Promise<void> {
    const packaged = process.env.BOXWRIGHT_APP
    const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
    this.#app = await _electron.launch({
      // Without a path Playwright takes the package's Electron and holds the app's start back until it listens.
      ...(packaged ? { executablePath: packaged } : {}),
      args: [...sandbox, '--log-level=3', '--disable-gpu', ...(packaged ? [] : [projectFolder]), ...args],
      cwd: projectFolder,
      env: {
        ...process.env,
        ...this.#screen,
        ...this.environment,
        BOXWRIGHT_HOME: join(this.folder, 'home'),
      } as Record<string, string>,
    })
    this.#window = await this.#app.firstWindow()
    await this.#window.setViewportSize({ width: 1280, height: 800 })
    await this.#window.getByRole('banner').waitFor()
  }

  async close(): Promise<void> {
    await this.#app?.close()
    this.#app = null
    this.#window = null
  }

  /** Ends the application with all its processes at once and without a warning, as when the power fails. */
  async kill(): Promise<void> {
    await killWithAll(this.app.process())
    this.#app = null
    this.#window = null
  }

  /** The next dialog for files or folders answers with these paths, one for each dialog. */
  async answerDialogs(...paths: readonly string[]): Promise<void> {
    await this.app.evaluate(({ dialog }, answers) => {
      const rest = [...answers]
      const next = () => rest.shift() ?? ''
      dialog.showOpenDialog = (async () => ({ canceled: false, filePaths: [next()] })) as typeof dialog.showOpenDialog
      dialog.showSaveDialog = (async () => ({ canceled: false, filePath: next() })) as typeof dialog.showSaveDialog
    }, paths)
  }

  /** A call that the window itself makes elsewhere, to get somewhere quickly. */
  async callEngine<Name extends CallName>(name: Name, request: object): Promise<CallResponse<Name>> {
    const reply = await this.window.evaluate(
      ([callName, text]) => {
        const { boxwright } = globalThis as unknown as {
          boxwright: { call: (name: string, request: string) => Promise<string> }
        }
        return boxwright.call(callName, text)
      },
      [name, JSON.stringify(request)] as const,
    )
    const answer = JSON.parse(reply) as Reply
    if (!answer.ok) throw new Error(`${name}: ${reply}`)
    return answer.value as CallResponse<Name>
  }

  /** By the buttons of the title bar, whatever language they are in. */
  async setPreferences(wanted: { readonly theme: string; readonly language: string }): Promise<void> {
    const root = this.window.locator('html')
    if ((await root.getAttribute('data-theme')) !== wanted.theme) {
      await this.window.getByRole('button', { name: /^(Light theme|Dark theme|밝은 테마|어두운 테마)$/ }).click()
    }
    if ((await root.getAttribute('lang')) !== wanted.language) {
      await this.window.getByRole('button', { name: /^(한국어|English)$/ }).click()
    }
  }

  /** For the pages of docs/, where BOXWRIGHT_PICTURES names a folder. */
  async picture(name: string): Promise<void> {
    const folder = process.env.BOXWRIGHT_PICTURES
    if (!folder) return
    await sharp(await this.window.screenshot())
      .webp({ quality: 85 })
      .toFile(join(folder, `${name}.webp`))
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

export const test = base.extend<{ studio: Studio }, { ownScreen: NodeJS.ProcessEnv }>({
  /** With a screen of its own for each worker where there is none. */
  ownScreen: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
    async ({}, use) => {
      if (!process.env.BOXWRIGHT_VIRTUAL_SCREENS) await use({})
      else await withVirtualDisplay(process.env, ({ DISPLAY }: NodeJS.ProcessEnv) => use({ DISPLAY }))
    },
    { scope: 'worker' },
  ],
  studio: async ({ ownScreen }, use, info) => {
    const studio = new Studio(ownScreen)
    await use(studio)
    if (info.status !== info.expectedStatus && studio.isOpen) {
      await studio.window.screenshot({ path: info.outputPath('window.png') }).catch(() => {})
    }
    await studio.close()
    studio.dispose()
  },
})
export { expect } from 'playwright/test'
