/**
 * Entry of a worker process: one task, then it ends. It owns TensorFlow and never sees the project file; what it finds it
 * says to the engine. Its exit gives back all memory, the graphics card's too.
 */
import { toPlainError } from '../../../shared/errors.ts'
import {
  type WorkerMessage,
  type WorkerOrder,
  type WorkerRequest,
  type WorkerTask,
  workerOrders,
} from '../../../shared/workerMessages.ts'
import { takeOrders } from './orders.ts'

const orders = takeOrders()

function send(message: WorkerMessage): void {
  // The engine may be gone; the end of the channel then ends this process.
  if (process.connected) process.send?.(message, undefined, undefined, () => {})
}

process.on('message', (request: WorkerRequest) => {
  if (isTask(request)) void perform(request)
  else orders.take(request.kind)
})
// Without the engine nobody waits for the result.
process.on('disconnect', () => process.exit(1))

const isTask = (request: WorkerRequest): request is WorkerTask => !workerOrders.includes(request.kind as WorkerOrder)

async function perform(task: WorkerTask): Promise<void> {
  try {
    // Loaded only now, so that a library that cannot be loaded is an answer and not a crash.
    const { performTask } = await import('./tasks.ts')
    await delivered({ kind: 'done', result: await performTask(task, { send, ...orders }) })
  } catch (error) {
    await delivered({ kind: 'failed', error: toPlainError(error) })
  }
  process.disconnect()
}

/** The last word has to be out before the process ends: a large result is still on its way when `send` returns. */
function delivered(message: WorkerMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected) process.send?.(message, undefined, undefined, () => resolve())
    else resolve()
  })
}
