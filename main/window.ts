/** The one window and its security settings. */
import { join } from 'node:path'
import { BrowserWindow, shell } from 'electron'
import { appOrigin } from './appProtocol.ts'
import { keepPlace, lastPlace } from './windowPlace.ts'

export function openWindow(appFolder: string): BrowserWindow {
  const { bounds, isMaximized } = lastPlace()
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 960,
    minHeight: 600,
    backgroundColor: '#16181c',
    title: 'Boxwright',
    icon: join(appFolder, 'resources', 'icons', 'icon.png'),
    show: false,
    webPreferences: {
      preload: join(appFolder, 'dist', 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      // The canvas goes on drawing and the demo goes on playing behind other windows.
      backgroundThrottling: false,
    },
  })
  if (isMaximized) window.maximize()
  keepPlace(window)
  window.once('ready-to-show', () => window.show())
  // Links open in the user's browser; the window itself shows nothing but Boxwright.
  window.webContents.setWindowOpenHandler(({ url }) => {
    if (/^https:\/\//.test(url)) void shell.openExternal(url)
    return { action: 'deny' }
  })
  window.webContents.on('will-navigate', (event, url) => {
    if (!url.startsWith(`${appOrigin}/`)) event.preventDefault()
  })
  window.webContents.session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  void window.loadURL(`${appOrigin}/`)
  return window
}
