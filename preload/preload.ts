/** The only door between the window and the rest: names from the contract pass, nothing else does. Data crosses as JSON text. */
import { contextBridge, ipcRenderer } from 'electron'
import { calls, events } from '../shared/api.ts'

export type PreloadBridge = {
  readonly call: (name: string, request: string) => Promise<string>
  /** @returns a function that ends the subscription */
  readonly on: (name: string, listener: (data: string) => void) => () => void
}

const bridge: PreloadBridge = {
  call: (name, request) => {
    if (!Object.hasOwn(calls, name)) return Promise.reject(new Error(`there is no call named ${name}`))
    return ipcRenderer.invoke('boxwright:call', name, request)
  },
  on: (name, listener) => {
    if (!Object.hasOwn(events, name)) throw new Error(`there is no event named ${name}`)
    const forward = (_event: unknown, eventName: string, data: string) => {
      if (eventName === name) listener(data)
    }
    ipcRenderer.on('boxwright:event', forward)
    return () => ipcRenderer.removeListener('boxwright:event', forward)
  },
}

contextBridge.exposeInMainWorld('boxwright', bridge)
