/** Window ↔ engine. Only our own window may call; what the engine knows goes to the engine, the rest to the desktop. */
import { type BrowserWindow, ipcMain } from 'electron'
import { type DesktopCallName, desktopCalls, type EventData, type EventName, type Reply } from '../shared/api.ts'
import { BoxwrightError, toPlainError } from '../shared/errors.ts'
import { appOrigin } from './appProtocol.ts'
import type { DesktopHandlers } from './desktop.ts'
import type { EngineProcess } from './engineProcess.ts'

export function connectWindow(engine: () => EngineProcess, desktop: DesktopHandlers): void {
  ipcMain.handle('boxwright:call', async (event, name: unknown, request: unknown): Promise<string> => {
    try {
      if (!event.senderFrame?.url.startsWith(`${appOrigin}/`))
        throw new BoxwrightError('bad-request', 'Only the window of Boxwright may call.')
      if (typeof name !== 'string' || typeof request !== 'string')
        throw new BoxwrightError('bad-request', 'A call needs a name and a request.')
      if (!Object.hasOwn(desktopCalls, name)) return await engine().call(name, request)
      return JSON.stringify({
        ok: true,
        value: await answerDesktop(desktop, name as DesktopCallName, request),
      } satisfies Reply)
    } catch (error) {
      return JSON.stringify({ ok: false, error: toPlainError(error) } satisfies Reply)
    }
  })
}

async function answerDesktop(desktop: DesktopHandlers, name: DesktopCallName, request: string): Promise<unknown> {
  const parsed = desktopCalls[name].request.safeParse(JSON.parse(request))
  if (!parsed.success)
    throw new BoxwrightError('bad-request', `${name} was called with a wrong request (${parsed.error.message}).`)
  const handler = desktop[name] as (request: unknown) => unknown
  return handler(parsed.data)
}

export function sendEvent(window: BrowserWindow | null, name: string, data: string): void {
  if (window && !window.isDestroyed()) window.webContents.send('boxwright:event', name, data)
}

export function sendOwnEvent<N extends EventName>(window: BrowserWindow | null, name: N, data: EventData<N>): void {
  sendEvent(window, name, JSON.stringify(data))
}
