/** The application menu: what a desktop expects. Everything else has its key in the window. */
import { Menu, type MenuItemConstructorOptions } from 'electron'

export function setMenu(): void {
  const isMac = process.platform === 'darwin'
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
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
