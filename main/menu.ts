/** The application menu: what a desktop expects. Everything else has its key in the window. */
import { app, BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron'

export function setMenu(): void {
  const isMac = process.platform === 'darwin'
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [ownMenu()] : []),
    { label: 'File', submenu: [isMac ? { role: 'close' } : { role: 'quit' }] },
    // Undo and redo belong to the window, which knows whether a text field or the picture has the focus.
    { label: 'Edit', submenu: [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }] },
    {
      label: 'View',
      submenu: [{ role: 'togglefullscreen' }, { role: 'toggleDevTools' }],
    },
  ]
  // Without a visible bar the window's own keys (Ctrl+W, Alt) stay free on Windows and Linux.
  Menu.setApplicationMenu(isMac ? Menu.buildFromTemplate(template) : null)
}

/** That of macOS, but to quit closes the window, which may want to ask; with the last window the application ends. */
function ownMenu(): MenuItemConstructorOptions {
  const quit = () => {
    const [window] = BrowserWindow.getAllWindows()
    if (window) window.close()
    else app.quit()
  }
  return {
    label: app.name,
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { label: `Quit ${app.name}`, accelerator: 'Command+Q', click: quit },
    ],
  }
}
