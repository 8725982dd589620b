/**
 * Asks the process that explains detectors. It starts with the first question, answers one at a time, and ends when there has
 * been none for a while. Of several questions that wait only the last is asked: the others were of pictures passed by.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { BoxwrightError, fromPlainError } from '../../../shared/errors.ts'
import type { ExplainAnswer, ExplainMessage, ExplainPhase, ExplainTask } from '../../../shared/explainMessages.ts'
import type { Folders } from '../folders.ts'
import { environmentToCompute, isMissing } from './tensorflowLibrary.ts'
import { keepLastLines, unexpectedEnd } from './workerEnd.ts'

/** Of what takes long, the part that is done as well. */
export type OnPhase = (phase: ExplainPhase, part: number | null) => void

type Question = {
  readonly task: ExplainTask
  readonly onPhase: OnPhase
  readonly resolve: (result: ExplainAnswer) => void
  readonly reject: (error: unknown) => void
}
type Running = {
  readonly child: ChildProcess
  readonly lastLines: () => readonly string[]
  /** True once it has said anything, so once TensorFlow was loaded. */
  hasSpoken: boolean
}

const idleMs = 60_000

export class Explainer {
  readonly #folders: Folders
  #running: Running | null = null
  #asked: Question | null = null
  #waiting: Question | null = null
  #idleTimer: NodeJS.Timeout | undefined

  constructor(folders: Folders) {
    this.#folders = folders
  }

  /** @throws BoxwrightError of the process, or `cancelled` when a later question came first */
  ask(task: ExplainTask, onPhase: OnPhase): Promise<ExplainAnswer> {
    return new Promise((resolve, reject) => {
      this.#waiting?.reject(new BoxwrightError('cancelled', 'Another picture was asked for meanwhile.'))
      this.#waiting = { task, onPhase, resolve, reject }
      // Nobody waits for an experiment when the next question is there.
      this.#cancelAsked()
      this.#next()
    })
  }

  /** Who waits for an answer hears that it was cancelled; what has no steps is computed to its end all the same. */
  cancel(): void {
    this.#waiting?.reject(new BoxwrightError('cancelled', 'The computation was cancelled.'))
    this.#waiting = null
    this.#cancelAsked()
  }

  /** Ends the process; who still waits hears that the project was closed. */
  close(): void {
    clearTimeout(this.#idleTimer)
    const closed = new BoxwrightError('cancelled', 'The project was closed meanwhile.')
    this.#waiting?.reject(closed)
    this.#waiting = null
    this.#asked?.reject(closed)
    this.#asked = null
    this.#running?.child.kill('SIGKILL')
    this.#running = null
  }

  #cancelAsked(): void {
    const { child } = this.#running ?? {}
    if (this.#asked && child?.connected) child.send({ kind: 'cancel' }, () => {})
  }

  #next(): void {
    if (this.#asked || !this.#waiting) return
    const question = this.#waiting
    this.#waiting = null
    this.#asked = question
    clearTimeout(this.#idleTimer)
    try {
      const { child } = this.#started(question)
      child.ref()
      child.channel?.ref()
      child.send(question.task, (error) => error && this.#settle(question, () => question.reject(error)))
    } catch (error) {
      this.#settle(question, () => question.reject(error))
    }
  }

  #started({ onPhase }: Question): Running {
    if (this.#running?.child.connected) return this.#running
    onPhase('starting', null)
    const env = environmentToExplain(this.#folders)
    const child = fork(processFile(), [], {
      serialization: 'advanced',
      env,
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    const running: Running = { child, lastLines: keepLastLines(child.stderr!), hasSpoken: false }
    child.on('message', (message: ExplainMessage) => {
      // `loading` comes before the library is.
      running.hasSpoken ||= message.kind !== 'phase' || message.phase === 'computing'
      this.#take(message)
    })
    child.on('error', (error) => this.#ended(running, error))
    child.on('exit', (code, killSignal) => {
      const { hasSpoken, lastLines } = running
      this.#ended(running, unexpectedEnd({ code, killSignal, hasSpoken, lastLines: lastLines() }))
    })
    this.#running = running
    return running
  }

  #take(message: ExplainMessage): void {
    const question = this.#asked
    if (!question) return
    if (message.kind === 'phase') question.onPhase(message.phase, null)
    else if (message.kind === 'part') question.onPhase('computing', message.part)
    else if (message.kind === 'done') this.#settle(question, () => question.resolve(message.result))
    else this.#settle(question, () => question.reject(fromPlainError(message.error)))
  }

  #ended(running: Running, error: Error): void {
    if (this.#running !== running) return
    this.#running = null
    const question = this.#asked
    if (question) this.#settle(question, () => question.reject(error))
  }

  #settle(question: Question, tell: () => void): void {
    // Of a process that ended both the message that was not sent and the end may tell.
    if (this.#asked !== question) return
    this.#asked = null
    tell()
    this.#next()
    if (!this.#asked) this.#rest()
  }

  /** Neither the process nor its channel keeps the engine from ending. */
  #rest(): void {
    const running = this.#running
    if (!running) return
    running.child.unref()
    running.child.channel?.unref()
    this.#idleTimer = setTimeout(() => {
      if (this.#running === running) this.#running = null
      running.child.disconnect()
    }, idleMs)
    this.#idleTimer.unref()
  }
}

/**
 * One picture at a time: the processor is fast enough, and a graphics card stays free for training. Only without the library,
 * which the processor needs, it is the card.
 */
function environmentToExplain(folders: Folders): NodeJS.ProcessEnv {
  try {
    return environmentToCompute(folders, 'cpu')
  } catch (error) {
    if (!isMissing(error)) throw error
    return environmentToCompute(folders, 'auto')
  }
}

/** From sources in a checkout, from one bundle beside the engine's in the application. */
function processFile(): string {
  const file = import.meta.url.endsWith('.ts') ? '../worker/explainProcess.ts' : './explainProcess.mjs'
  return fileURLToPath(new URL(file, import.meta.url))
}
