/** Runs one task in a worker process and brings its messages here. Cancel asks first and kills after a while. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { fromPlainError } from '../../../shared/errors.ts'
import {
  deviceOf,
  type TaskResult,
  type WorkerMessage,
  type WorkerOrder,
  type WorkerTask,
} from '../../../shared/workerMessages.ts'
import type { Folders } from '../folders.ts'
import { environmentToCompute } from './tensorflowLibrary.ts'
import { keepLastLines, unexpectedEnd } from './workerEnd.ts'

export type WorkerRun = {
  readonly task: WorkerTask
  readonly folders: Folders
  readonly signal: AbortSignal
  /** An error thrown here fails the task. */
  readonly onMessage: (message: WorkerReport) => void
  /** Called once the worker takes orders; each call of what it is given hands one on. */
  readonly onReady?: (give: (order: WorkerOrder) => void) => void
}

type WorkerReport = Exclude<WorkerMessage, { kind: 'done' | 'failed' }>

/** A worker that was asked to stop gets so long to finish its step and to write what it has. */
const patienceMs = 10_000

export async function runWorker({ task, folders, signal, onMessage, onReady }: WorkerRun): Promise<TaskResult> {
  const device = deviceOf(task)
  const env = environmentToCompute(folders, device)
  signal.throwIfAborted()
  const worker = fork(workerFile(), [], {
    serialization: 'advanced',
    env,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const lastLines = keepLastLines(worker.stderr!)
  let killTimer: NodeJS.Timeout | null = null
  let hasSpoken = false
  // What cannot be kept (a full disk) fails the job; it must not bring down the engine.
  const take = (message: WorkerReport, refuse: (error: unknown) => void) => {
    try {
      onMessage(message)
    } catch (error) {
      refuse(error)
    }
  }
  const give = (order: WorkerOrder) => {
    // A worker that cannot be reached has ended, and its end is heard below.
    if (worker.connected) worker.send({ kind: order }, () => {})
  }
  const cancel = () => {
    give('cancel')
    killTimer = setTimeout(() => worker.kill('SIGKILL'), patienceMs)
  }
  signal.addEventListener('abort', cancel, { once: true })
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', (message: WorkerMessage) => {
        hasSpoken = true
        if (message.kind === 'done') resolve(message.result)
        else if (message.kind === 'failed') reject(fromPlainError(message.error))
        else take(message, reject)
      })
      worker.on('error', reject)
      worker.on('exit', (code, killSignal) =>
        reject(signal.aborted ? signal.reason : unexpectedEnd({ code, killSignal, hasSpoken, lastLines: lastLines() })),
      )
      worker.send(task)
      onReady?.(give)
    })
  } finally {
    signal.removeEventListener('abort', cancel)
    if (killTimer) clearTimeout(killTimer)
    if (worker.exitCode === null && worker.signalCode === null) endSoon(worker)
  }
}

/** From sources in a checkout, from one bundle beside the engine's in the application. */
function workerFile(): string {
  const file = import.meta.url.endsWith('.ts') ? '../worker/worker.ts' : './worker.mjs'
  return fileURLToPath(new URL(file, import.meta.url))
}

/** A finished worker ends by itself; one that hangs in native code does not get to keep its memory. */
function endSoon(worker: ReturnType<typeof fork>): void {
  const timer = setTimeout(() => worker.kill('SIGKILL'), patienceMs)
  timer.unref()
  worker.once('exit', () => clearTimeout(timer))
}
