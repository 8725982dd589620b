/**
 * The engine as a child process: starts it, hands calls over, brings answers and events back, starts it anew when it dies
 * and opens the same project again. Nothing here knows what the calls mean, but for the project to open again.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Reply } from '../shared/api.ts'
import type { EngineMessage, EngineRequest } from '../shared/engineMessages.ts'

export type EngineProcess = {
  /** @returns the reply as JSON text; never rejects */
  readonly call: (name: string, request: string) => Promise<string>
  readonly stop: () => Promise<void>
}
export type EngineHooks = {
  readonly onEvent: (name: string, data: string) => void
  readonly onState: (isRunning: boolean, message: string) => void
}

const mostRestarts = 3
/** Restarts older than this do not count: an engine that dies once a day is not in a loop. */
const restartWindowMs = 60_000
const politeStopMs = 5000

export function startEngine(appFolder: string, hooks: EngineHooks): EngineProcess {
  const waiting = new Map<number, (reply: string) => void>()
  const deaths: number[] = []
  let nextId = 1
  let child: ChildProcess | null = null
  let isStopping = false
  let projectPath: string | null = null

  function spawn(): void {
    child = forkEngine(appFolder)
    child.on('message', take)
    child.on('exit', (code, signal) => died(signal ?? `code ${code}`))
  }

  function take(message: EngineMessage): void {
    if (message.kind === 'reply') {
      waiting.get(message.id)?.(message.reply)
      waiting.delete(message.id)
    }
    if (message.kind === 'event') {
      if (message.name === 'project.opened') projectPath = (JSON.parse(message.data) as { path: string | null }).path
      hooks.onEvent(message.name, message.data)
    }
  }

  function died(reason: string): void {
    child = null
    for (const answer of waiting.values()) answer(goneReply())
    waiting.clear()
    if (isStopping) return
    const now = Date.now()
    deaths.push(now)
    const recent = deaths.filter((time) => now - time < restartWindowMs)
    if (recent.length > mostRestarts) {
      hooks.onState(
        false,
        `The engine ended ${recent.length} times within a minute (${reason}). Close Boxwright and start it again.`,
      )
      return
    }
    hooks.onState(false, `The engine ended (${reason}) and is started again.`)
    spawn()
    void reopen()
  }

  async function reopen(): Promise<void> {
    if (projectPath !== null) await call('project.open', JSON.stringify({ path: projectPath }))
    hooks.onState(true, 'The engine runs again. Everything that was saved is there.')
  }

  function call(name: string, request: string): Promise<string> {
    return new Promise((resolve) => {
      if (!child?.connected) {
        resolve(goneReply())
        return
      }
      const id = nextId++
      waiting.set(id, resolve)
      child.send({ kind: 'call', id, name, request } satisfies EngineRequest)
    })
  }

  spawn()
  return { call, stop: () => stop() }

  async function stop(): Promise<void> {
    isStopping = true
    const ending = child
    if (!ending) return
    const ended = new Promise<void>((resolve) => ending.once('exit', () => resolve()))
    if (ending.connected) ending.send({ kind: 'close' } satisfies EngineRequest)
    const timer = setTimeout(() => ending.kill('SIGKILL'), politeStopMs)
    await ended
    clearTimeout(timer)
  }
}

function forkEngine(appFolder: string): ChildProcess {
  const { execPath, environment } = engineNode(appFolder)
  // The engine is plain Node and cannot read inside the archive; its files lie beside it.
  const folder = appFolder.replace(/app\.asar$/, 'app.asar.unpacked')
  return fork(join(folder, 'dist', 'engine', 'engine.mjs'), [], {
    execPath,
    serialization: 'advanced',
    env: { ...process.env, ...environment },
    execArgv: [],
  })
}

/** A Node that the database driver supports: the one set-up found, the one the application brought, or Electron's own. */
function engineNode(appFolder: string): { execPath: string; environment: NodeJS.ProcessEnv } {
  const given = process.env.BOXWRIGHT_NODE
  if (given) return { execPath: given, environment: {} }
  const bundled = join(process.resourcesPath, 'node', process.platform === 'win32' ? 'node.exe' : 'bin/node')
  const resources = existsSync(join(process.resourcesPath, 'weights'))
    ? process.resourcesPath
    : join(appFolder, 'resources')
  if (existsSync(bundled)) return { execPath: bundled, environment: { BOXWRIGHT_RESOURCES: resources } }
  return { execPath: process.execPath, environment: { ELECTRON_RUN_AS_NODE: '1', BOXWRIGHT_RESOURCES: resources } }
}

function goneReply(): string {
  const message =
    'The engine ended before it could answer. It is being started again; repeat the last step in a moment.'
  return JSON.stringify({ ok: false, error: { code: 'engine-gone', message, details: {} } } satisfies Reply)
}
