/** The real engine in a process of its own, as the window has it: for tests that kill it and benchmarks that time it. */
import { type ChildProcess, execFileSync, fork } from 'node:child_process'
import { join } from 'node:path'
import type { EngineCall, EventName, Reply } from '../../shared/api.ts'
import type { EngineMessage, EngineRequest } from '../../shared/engineMessages.ts'
import { fromPlainError } from '../../shared/errors.ts'
import { projectFolder } from './sourceFiles.ts'

export type EngineChild = {
  readonly pid: number
  /** Rejects when the process ends before it answers. */
  readonly call: EngineCall
  readonly onEvent: (listener: (name: EventName, data: unknown) => void) => void
  /** Ends the process without a warning. */
  readonly kill: () => Promise<void>
  /** Lets it close the project first. */
  readonly close: () => Promise<void>
  /** Memory that the process holds now, in MiB. */
  readonly memoryMiB: () => number
}

/** @param home the engine's own folder: recent projects and caches */
export function startEngine(home: string): EngineChild {
  const child = fork(join(projectFolder, 'main/engine/engine.ts'), [], {
    serialization: 'advanced',
    env: { ...process.env, BOXWRIGHT_HOME: home },
    execArgv: [],
  })
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    pid: child.pid!,
    ...connect(child),
    kill: () => {
      child.kill('SIGKILL')
      return exit
    },
    close: () => {
      if (child.connected) child.send({ kind: 'close' } satisfies EngineRequest)
      return exit
    },
    memoryMiB: () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })) / 1024,
  }
}

function connect(child: ChildProcess): Pick<EngineChild, 'call' | 'onEvent'> {
  type Waiting = { readonly resolve: (reply: string) => void; readonly reject: (error: Error) => void }
  const waiting = new Map<number, Waiting>()
  const listeners: ((name: EventName, data: unknown) => void)[] = []
  let nextId = 1
  child.on('message', (message: EngineMessage) => {
    if (message.kind === 'reply') {
      waiting.get(message.id)?.resolve(message.reply)
      waiting.delete(message.id)
    }
    if (message.kind !== 'event') return
    for (const listener of listeners) listener(message.name as EventName, JSON.parse(message.data))
  })
  const gone = new Error('the engine process ended')
  child.once('exit', () => {
    for (const { reject } of waiting.values()) reject(gone)
    waiting.clear()
  })
  const send = (name: string, request: unknown) =>
    new Promise<string>((resolve, reject) => {
      if (!child.connected) return reject(gone)
      const id = nextId++
      waiting.set(id, { resolve, reject })
      // What cannot be sent any more is rejected at the exit.
      child.send({ kind: 'call', id, name, request: JSON.stringify(request) } satisfies EngineRequest, () => {})
    })
  const call: EngineCall = async (name, request) => {
    const reply = JSON.parse(await send(name, request)) as Reply
    if (!reply.ok) throw fromPlainError(reply.error)
    return reply.value as never
  }
  return { call, onEvent: (listener) => void listeners.push(listener) }
}
