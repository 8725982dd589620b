/** Entry of the engine process: a dispatcher behind one message channel. It ends when its parent does. */
import { fileURLToPath } from 'node:url'
import type { EngineMessage, EngineRequest } from '../../shared/engineMessages.ts'
import { createEngine } from './createEngine.ts'
import { foldersOf } from './folders.ts'
import { trimCache } from './images/trimCache.ts'

const trimAfterMs = 60_000

const send = (message: EngineMessage) => {
  // The parent may go while a message is on its way; what then has to be done is told by the disconnect.
  if (process.connected) process.send?.(message, undefined, undefined, () => {})
}

const resources = fileURLToPath(new URL('../../resources', import.meta.url))
const folders = foldersOf(process.env, resources)
const engine = createEngine(folders, (name, data) => send({ kind: 'event', name, data: JSON.stringify(data) }), {
  watchesFolders: true,
})

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

// Long after the start, when nobody waits for anything. A cache that cannot be trimmed is trimmed another day.
setTimeout(() => trimCache(folders.cache).catch(() => {}), trimAfterMs).unref()

send({ kind: 'ready' })
