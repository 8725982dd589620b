/**
 * A process for work on single pictures that computes: it starts with the first task, takes one at a time, and ends when
 * there has been none for a while. Cancelling a task ends the process, and the next task starts another.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { BrokenPicture } from './brokenPicture.ts'

/** From the file at `path` to `target`: the same picture in another format, made small, or as a folder of tiles. */
export type PictureTask = { readonly path: string; readonly target: string } & (
  | { readonly kind: 'convert' }
  | { readonly kind: 'overview'; readonly side: number }
  | { readonly kind: 'tiles'; readonly side: number; readonly format: 'jpeg' | 'png' }
)

export type PictureReply = { readonly error: string | null }

export type PictureHelper = {
  /** @throws Error in the words of the process */
  readonly run: (task: PictureTask, signal?: AbortSignal) => Promise<void>
}

const idleMs = 20_000

export function pictureHelper(): PictureHelper {
  let child: ChildProcess | null = null
  let turn: Promise<unknown> = Promise.resolve()
  let idleTimer: NodeJS.Timeout | undefined

  function started(): ChildProcess {
    clearTimeout(idleTimer)
    if (child?.connected) return child
    const created = fork(helperFile(), [], { serialization: 'advanced', execArgv: [] })
    created.on('exit', () => {
      if (child === created) child = null
    })
    child = created
    return created
  }

  function rest(): void {
    child?.unref()
    child?.channel?.unref()
    idleTimer = setTimeout(() => child?.disconnect(), idleMs)
    idleTimer.unref()
  }

  return {
    run: (task, signal) => {
      const own = turn.then(async () => {
        signal?.throwIfAborted()
        await perform(started(), task, signal).finally(rest)
      })
      turn = own.catch(() => {})
      return own
    },
  }
}

function perform(child: ChildProcess, task: PictureTask, signal: AbortSignal | undefined): Promise<void> {
  child.ref()
  child.channel?.ref()
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      child.removeAllListeners('message')
      child.off('exit', onExit)
      signal?.removeEventListener('abort', onAbort)
      settle()
    }
    const onExit = () => end(() => reject(signal?.aborted ? signal.reason : new BrokenPicture('too-much')))
    const onAbort = () => child.kill('SIGKILL')
    child.once('message', ({ error }: PictureReply) =>
      end(() => (error === null ? resolve() : reject(new Error(error)))),
    )
    child.once('exit', onExit)
    signal?.addEventListener('abort', onAbort, { once: true })
    child.send(task, (error) => error && end(() => reject(error)))
  })
}

/** From sources in a checkout, from one bundle beside the engine's in the application. */
function helperFile(): string {
  const file = import.meta.url.endsWith('.ts') ? './pictureProcess.ts' : './pictureProcess.mjs'
  return fileURLToPath(new URL(file, import.meta.url))
}
