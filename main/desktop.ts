/** The calls that need the desktop: dialogs, the window's title, files shown in their folder, and unattended runs. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, type BrowserWindow, dialog, shell } from 'electron'
import type { CallResponse, DesktopCallName, ParsedRequest } from '../shared/api.ts'
import type { Arguments } from './arguments.ts'
import type { ClosingQuestion } from './closingQuestion.ts'
import { printPdf } from './printPdf.ts'

export type DesktopHandlers = {
  readonly [N in DesktopCallName]: (request: ParsedRequest<N>) => CallResponse<N> | Promise<CallResponse<N>>
}

const projectFilter = [{ name: 'Boxwright', extensions: ['boxwright'] }]

export function desktopHandlers(
  window: () => BrowserWindow,
  args: Arguments,
  closing: Pick<ClosingQuestion, 'answer'>,
): DesktopHandlers {
  async function choose(
    title: string,
    properties: Electron.OpenDialogOptions['properties'],
    filters: Electron.FileFilter[] = [],
  ) {
    const { filePaths } = await dialog.showOpenDialog(window(), { title, properties: properties!, filters })
    return filePaths[0] ?? null
  }
  return {
    'desktop.start': () => ({
      version: app.getVersion(),
      platform: process.platform,
      locale: app.getLocale(),
      open: args.open,
      paths: [...args.paths],
      demo: args.demo,
      unattended: args.unattended,
      documents: args.unattended ? args.out : app.getPath('documents'),
    }),
    'desktop.chooseFolder': ({ title }) => choose(title, ['openDirectory', 'createDirectory']),
    'desktop.chooseFile': ({ title, kinds, extensions }) => choose(title, ['openFile'], [{ name: kinds, extensions }]),
    'desktop.chooseProject': ({ title }) => choose(title, ['openFile'], projectFilter),
    ...savingHandlers(window),
    'desktop.showFile': ({ path }) => {
      shell.showItemInFolder(path)
      return {}
    },
    'desktop.setTitle': ({ title }) => {
      window().setTitle(title)
      return {}
    },
    'desktop.answerClosing': ({ isClosing }) => {
      closing.answer(isClosing)
      return {}
    },
    ...unattendedHandlers(window, args),
  }
}

/** Files that the user asked for, and where they go. */
function savingHandlers(window: () => BrowserWindow) {
  async function newPath(title: string, suggestion: string, filters: Electron.FileFilter[] = []) {
    const { filePath } = await dialog.showSaveDialog(window(), { title, defaultPath: suggestion, filters })
    return filePath || null
  }
  async function save({ title, suggestion }: { title: string; suggestion: string }, content: string | Uint8Array) {
    const path = await newPath(title, suggestion)
    if (path !== null) writeFileSync(path, content)
    return path
  }
  return {
    'desktop.chooseNewProject': ({ title, suggestion }) => newPath(title, suggestion, projectFilter),
    'desktop.saveText': ({ text, ...dialogue }) => save(dialogue, text),
    'desktop.savePicture': ({ base64, ...dialogue }) => save(dialogue, Buffer.from(base64, 'base64')),
    'desktop.chooseNewFile': async ({ title, suggestion, kinds, extension }) => {
      const path = await newPath(title, suggestion, [{ name: kinds, extensions: [extension] }])
      if (path === null || path.toLowerCase().endsWith(`.${extension}`)) return path
      return `${path}.${extension}`
    },
    'desktop.printPdf': ({ html, pdf }) => printPdf(html, pdf),
  } satisfies Partial<DesktopHandlers>
}

function unattendedHandlers(window: () => BrowserWindow, args: Arguments) {
  return {
    'desktop.log': ({ line }: { line: string }) => {
      console.log(line)
      return {}
    },
    'desktop.screenshot': async ({ name }: { name: string }) => {
      mkdirSync(args.out, { recursive: true })
      const picture = await window().webContents.capturePage()
      writeFileSync(join(args.out, `${name}.png`), picture.toPNG())
      return {}
    },
    'desktop.finish': ({ exitCode, report }: { exitCode: number; report: string }) => {
      mkdirSync(args.out, { recursive: true })
      writeFileSync(join(args.out, 'report.md'), report)
      console.log(report)
      process.exitCode = exitCode
      app.quit()
      return {}
    },
  }
}
