/** Entry of the application: schemes, engine, window, and an orderly end. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, type BrowserWindow } from 'electron'
import { declareSchemes, serveApp } from './appProtocol.ts'
import { parseArguments } from './arguments.ts'
import { connectWindow, sendEvent, sendOwnEvent } from './bridge.ts'
import { closingQuestion } from './closingQuestion.ts'
import { isCommand, runCommand } from './commandLine.ts'
import { desktopHandlers } from './desktop.ts'
import { EngineProcess } from './engineProcess.ts'
import { serveImages } from './imageProtocol.ts'
import { setMenu } from './menu.ts'
import { openWindow } from './window.ts'

const ownArguments = process.argv.slice(1)
if (app.isPackaged && isCommand(ownArguments)) app.exit(runCommand(app.getAppPath(), ownArguments))

const argumentsOf = (given: readonly string[], workingFolder: string) =>
  parseArguments(given, { workingFolder, appFolder: app.getAppPath() })
const args = argumentsOf(ownArguments, process.cwd())
let window: BrowserWindow | null = null
let engine: EngineProcess | null = null
let isQuitting = false

const home = process.env.BOXWRIGHT_HOME
if (home) {
  mkdirSync(home, { recursive: true })
  app.setPath('userData', join(home, 'window'))
}

// A second start hands over to the first window, which may be hidden behind others.
if (!app.requestSingleInstanceLock()) app.exit(0)
app.on('second-instance', (_event, given, workingFolder) => {
  if (window?.isMinimized()) window.restore()
  window?.focus()
  const { open, paths } = argumentsOf(given.slice(1), workingFolder)
  const named = open === null ? [...paths] : [open, ...paths]
  if (named.length > 0) sendOwnEvent(window, 'desktop.opened', { paths: named })
})

declareSchemes()
void app.whenReady().then(start)

function start(): void {
  const appFolder = app.getAppPath()
  const closing = closingQuestion()
  setMenu()
  engine = new EngineProcess(appFolder, {
    onEvent: (name, data) => sendEvent(window, name, data),
    onState: (isRunning, message) => sendOwnEvent(window, 'engine.state', { isRunning, message }),
  })
  serveApp(join(appFolder, 'dist', 'renderer'))
  serveImages(() => engine!)
  connectWindow(
    () => engine!,
    desktopHandlers(() => window!, args, closing),
  )
  window = openWindow(appFolder)
  closing.guard(window)
  window.on('closed', () => {
    window = null
  })
}

app.on('window-all-closed', () => app.quit())

// The engine closes the project file before the process goes.
app.on('before-quit', (event) => {
  if (isQuitting || !engine) return
  event.preventDefault()
  isQuitting = true
  void engine.stop().then(() => app.exit(Number(process.exitCode ?? 0)))
})
