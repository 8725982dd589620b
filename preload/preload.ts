/** The only door between the window and the rest: names from the contract pass, nothing else does. Data crosses as JSON text. */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { calls, events } from '../shared/api.ts'

export type PreloadBridge = {
  readonly call: (name: string, request: string) => Promise<string>
  /** @returns a function that ends the subscription */
  readonly on: (name: string, listener: (data: string) => void) => () => void
  /** Where a dropped file or folder lies; empty when it lies nowhere. */
  readonly pathOf: (file: File) => string
}

const listeners = new Set<{ readonly name: string; readonly listener: (data: string) => void }>()

ipcRenderer.on('boxwright:event', (_event, name: string, data: string) => {
  for (const entry of listeners) if (entry.name === name) entry.listener(data)
})

const bridge: PreloadBridge = {
  call: (name, request) => {
    if (!Object.hasOwn(calls, name)) return Promise.reject(new Error(`there is no call named ${name}`))
    return ipcRenderer.invoke('boxwright:call', name, request)
  },
  on: (name, listener) => {
    if (!Object.hasOwn(events, name)) throw new Error(`there is no event named ${name}`)
    const entry = { name, listener }
    listeners.add(entry)
    return () => listeners.delete(entry)
  },
  // Before version 29 Electron put the path on the file itself.
  pathOf: (file) => webUtils?.getPathForFile(file) ?? (file as File & { path?: string }).path ?? '',
}

contextBridge.exposeInMainWorld('boxwright', bridge)
