/** The real studio in the real Electron, and beside it a window of the same process for what it is compared with. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { build } from 'vite'
import { withVirtualDisplay } from '../../start/virtualDisplay.mjs'
import { progress } from './report.ts'

const projectFolder = fileURLToPath(new URL('../../..', import.meta.url))
const rivalFolder = fileURLToPath(new URL('../rival', import.meta.url))

export type Windows = { readonly studio: Page; readonly rival: Page }

/**
 * Frames are not held back to the display's rate, so that a frame takes as long as its work does; all drawing is done by
 * the processor, as in a machine without a graphics card.
 */
const chromiumFlags = ['--disable-gpu', '--disable-frame-rate-limit', '--disable-gpu-vsync', '--log-level=3']

/** @param folder for what the windows leave on disk */
export async function withWindows<T>(
  folder: string,
  project: string,
  work: (windows: Windows) => Promise<T>,
): Promise<T> {
  progress('building')
  execFileSync(process.execPath, [join(projectFolder, 'scripts/build.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] })
  const rivalOut = join(folder, 'rival')
  await build({
    configFile: false,
    root: rivalFolder,
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    build: { outDir: rivalOut, emptyOutDir: true, target: 'chrome114', chunkSizeWarningLimit: 4096 },
  })
  const run = async (environment: NodeJS.ProcessEnv) => {
    const app = await launch(folder, project, environment)
    try {
      const studio = await app.firstWindow()
      await studio.getByRole('banner').waitFor()
      return await work({ studio, rival: await openRival(app, join(rivalOut, 'index.html')) })
    } finally {
      await app.close()
    }
  }
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY
  return hasDisplay ? run(process.env) : withVirtualDisplay(process.env, run)
}

function launch(folder: string, project: string, environment: NodeJS.ProcessEnv): Promise<ElectronApplication> {
  const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return _electron.launch({
    args: [...sandbox, ...chromiumFlags, projectFolder, project],
    cwd: projectFolder,
    env: { ...environment, BOXWRIGHT_HOME: join(folder, 'home') } as Record<string, string>,
  })
}

async function openRival(app: ElectronApplication, page: string): Promise<Page> {
  const opened = app.waitForEvent('window')
  await app.evaluate(({ BrowserWindow }, file) => {
    const window = new BrowserWindow({ width: 1440, height: 900, webPreferences: { backgroundThrottling: false } })
    void window.loadFile(file)
  }, page)
  const rival = await opened
  await rival.waitForFunction(() => 'rivalPage' in globalThis)
  return rival
}
