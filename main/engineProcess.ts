/**
 * The engine as a child process: starts it, hands calls over, brings answers and events back, starts it anew when it dies
 * and opens the same project again. Nothing here knows what the calls mean, but for the project to open again.
 */
import { type ChildProcess, fork } from 'node:child_process'
import type { Reply } from '../shared/api.ts'
import type { EngineMessage, EngineRequest } from '../shared/engineMessages.ts'
import { engineFile, engineNode } from './engineNode.ts'

export type EngineHooks = {
  readonly onEvent: (name: string, data: string) => void
  readonly onState: (isRunning: boolean, message: string) => void
}

const mostRestarts = 3
/** Restarts older than this do not count: an engine that dies once a day is not in a loop. */
const restartWindowMs = 60_000
const politeStopMs = 5000

export class EngineProcess {
  readonly #appFolder: string
  readonly #hooks: EngineHooks
  readonly #waiting = new Map<number, (reply: string) => void>()
  readonly #deaths: number[] = []
  #nextId = 1
  #child: ChildProcess | null = null
  #isStopping = false
  #projectPath: string | null = null
  /** While a new engine opens the project: until then it would answer that none is open, and the window would believe it. */
  #reopening: Promise<unknown> | null = null

  constructor(appFolder: string, hooks: EngineHooks) {
    this.#appFolder = appFolder
    this.#hooks = hooks
    this.#spawn()
  }

  /** @returns the reply as JSON text; never rejects */
  async call(name: string, request: string): Promise<string> {
    await this.#reopening
    return this.#send(name, request)
  }

  #send(name: string, request: string): Promise<string> {
    return new Promise((resolve) => {
      if (this.#isStopping || !this.#child?.connected) {
        resolve(goneReply())
        return
      }
      const id = this.#nextId++
      this.#waiting.set(id, resolve)
      // Without a listener here the failure to reach an engine that has just ended would end the window's process too.
      this.#child.send({ kind: 'call', id, name, request } satisfies EngineRequest, (error) => {
        if (!error) return
        this.#waiting.delete(id)
        resolve(goneReply())
      })
    })
  }

  /** Lets the engine close the project file; kills it when that takes too long. */
  async stop(): Promise<void> {
    this.#isStopping = true
    const child = this.#child
    if (!child) return
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    // When it cannot be reached it has ended, which is what is wanted.
    if (child.connected) child.send({ kind: 'close' } satisfies EngineRequest, () => {})
    const timer = setTimeout(() => child.kill('SIGKILL'), politeStopMs)
    await ended
    clearTimeout(timer)
  }

  #spawn(): void {
    this.#child = forkEngine(this.#appFolder)
    this.#child.on('message', (message: EngineMessage) => this.#take(message))
    this.#child.on('exit', (code, signal) => this.#died(signal ?? `code ${code}`))
  }

  #take(message: EngineMessage): void {
    if (message.kind === 'reply') {
      this.#waiting.get(message.id)?.(message.reply)
      this.#waiting.delete(message.id)
    }
    if (message.kind === 'event') {
      if (message.name === 'project.opened')
        this.#projectPath = (JSON.parse(message.data) as { path: string | null }).path
      this.#hooks.onEvent(message.name, message.data)
    }
  }

  #died(reason: string): void {
    this.#child = null
    for (const answer of this.#waiting.values()) answer(goneReply())
    this.#waiting.clear()
    if (this.#isStopping) return
    const now = Date.now()
    this.#deaths.push(now)
    const recent = this.#deaths.filter((time) => now - time < restartWindowMs).length
    if (recent > mostRestarts) {
      this.#hooks.onState(
        false,
        `The engine ended ${recent} times within a minute (${reason}). Close Boxwright and start it again.`,
      )
      return
    }
    this.#hooks.onState(false, `The engine ended (${reason}) and is started again.`)
    this.#spawn()
    void this.#reopen()
  }

  async #reopen(): Promise<void> {
    if (this.#projectPath !== null) {
      const opening = this.#send('project.open', JSON.stringify({ path: this.#projectPath }))
      this.#reopening = opening
      await opening
      // A later engine may be at it meanwhile.
      if (this.#reopening !== opening) return
      this.#reopening = null
    }
    this.#hooks.onState(true, 'The engine runs again. Everything that was saved is there.')
  }
}

function forkEngine(appFolder: string): ChildProcess {
  const { execPath, environment } = engineNode(appFolder)
  return fork(engineFile(appFolder, 'engine.mjs'), [], {
    execPath,
    serialization: 'advanced',
    env: { ...process.env, ...environment },
    execArgv: [],
  })
}

function goneReply(): string {
  const message =
    'The engine ended before it could answer. It is being started again; repeat the last step in a moment.'
  return JSON.stringify({ ok: false, error: { code: 'engine-gone', message, details: {} } } satisfies Reply)
}
