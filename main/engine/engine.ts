/** Entry of the engine process: a dispatcher behind one message channel. It ends when its parent does. */
import { fileURLToPath } from 'node:url'
import { createEngine } from './createEngine.ts'
import { foldersOf } from './folders.ts'

export type EngineRequest =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly request: string }
  | { readonly kind: 'close' }
export type EngineMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: string }
  | { readonly kind: 'event'; readonly name: string; readonly data: string }

const send = (message: EngineMessage) => {
  if (process.connected) process.send?.(message)
}

const resources = fileURLToPath(new URL('../../resources', import.meta.url))
const engine = createEngine(foldersOf(process.env, resources), (name, data) =>
  send({ kind: 'event', name, data: JSON.stringify(data) }),
)

process.on('message', async (message: EngineRequest) => {
  if (message.kind === 'close') return shutDown()
  send({ kind: 'reply', id: message.id, reply: await engine.dispatch(message.name, message.request) })
})
process.on('disconnect', shutDown)
process.on('SIGTERM', shutDown)

async function shutDown(): Promise<void> {
  await engine.close()
  process.exit(0)
}

send({ kind: 'ready' })
