/** What the engine has told a working process, as the work looks at it between its steps. */
import type { WorkerOrder } from '../../../shared/workerMessages.ts'

export type Orders = {
  readonly take: (order: WorkerOrder) => void
  readonly isCancelled: () => boolean
  readonly isFinishing: () => boolean
  /** Null when the work may go on; else resolves when it may, or has to end. */
  readonly whilePaused: () => Promise<void> | null
}

export function takeOrders(): Orders {
  let isCancelled = false
  let isFinishing = false
  let pause: { readonly ended: Promise<void>; readonly end: () => void } | null = null
  const goOn = () => {
    pause?.end()
    pause = null
  }
  return {
    take: (order) => {
      if (order === 'pause') pause ??= newPause()
      else goOn()
      if (order === 'cancel') isCancelled = true
      if (order === 'finish') isFinishing = true
    },
    isCancelled: () => isCancelled,
    isFinishing: () => isFinishing,
    whilePaused: () => pause?.ended ?? null,
  }
}

function newPause() {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { ended: promise, end: resolve }
}
