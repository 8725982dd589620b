/** The calls that need the desktop: dialogs, the window's title, files shown in their folder, and unattended runs. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, type BrowserWindow, dialog, shell } from 'electron'
import type { CallResponse, DesktopCallName, ParsedRequest } from '../shared/api.ts'
import type { Arguments } from './arguments.ts'
import { printPdf } from './printPdf.ts'

export type DesktopHandlers = {
  readonly [N in DesktopCallName]: (request: ParsedRequest<N>) => CallResponse<N> | Promise<CallResponse<N>>
}

export function desktopHandlers(window: () => BrowserWindow, args: Arguments): DesktopHandlers {
  const projectFilter = [{ name: 'Boxwright', extensions: ['boxwright'] }]
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
    'desktop.chooseNewProject': async ({ title, suggestion }) => {
      const { filePath } = await dialog.showSaveDialog(window(), {
        title,
        defaultPath: suggestion,
        filters: projectFilter,
      })
      return filePath || null
    },
    ...savingHandlers(window),
    'desktop.showFile': ({ path }) => {
      shell.showItemInFolder(path)
      return {}
    },
    'desktop.setTitle': ({ title }) => {
      window().setTitle(title)
      return {}
    },
    ...unattendedHandlers(window, args),
  }
}

/** Files that the user asked for, and where they go. */
function savingHandlers(window: () => BrowserWindow) {
  return {
    'desktop.saveText': async ({ title, suggestion, text }) => {
      const { filePath } = await dialog.showSaveDialog(window(), { title, defaultPath: suggestion })
      if (!filePath) return null
      writeFileSync(filePath, text)
      return filePath
    },
    'desktop.savePicture': async ({ title, suggestion, base64 }) => {
      const { filePath } = await dialog.showSaveDialog(window(), { title, defaultPath: suggestion })
      if (!filePath) return null
      writeFileSync(filePath, Buffer.from(base64, 'base64'))
      return filePath
    },
    'desktop.chooseNewFile': async ({ title, suggestion, kinds, extension }) => {
      const filters = [{ name: kinds, extensions: [extension] }]
      const { filePath } = await dialog.showSaveDialog(window(), { title, defaultPath: suggestion, filters })
      if (!filePath) return null
      return filePath.toLowerCase().endsWith(`.${extension}`) ? filePath : `${filePath}.${extension}`
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
