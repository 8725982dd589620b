/**
 * Entry of a worker process: one task, then it ends. It owns TensorFlow and never sees the project file; what it finds it
 * says to the engine. Its exit gives back all memory, the graphics card's too.
 */
import { toPlainError } from '../../../shared/errors.ts'
import type { WorkerMessage, WorkerRequest, WorkerTask } from '../../../shared/workerMessages.ts'
import { takeOrders } from './orders.ts'

const orders = takeOrders()

function send(message: WorkerMessage): void {
  if (process.connected) process.send?.(message)
}

process.on('message', (request: WorkerRequest) => {
  if (request.kind === 'train' || request.kind === 'detect' || request.kind === 'probe') void perform(request)
  else orders.take(request.kind)
})
// Without the engine nobody waits for the result.
process.on('disconnect', () => process.exit(1))

async function perform(task: WorkerTask): Promise<void> {
  try {
    // Loaded only now, so that a library that cannot be loaded is an answer and not a crash.
    const { performTask } = await import('./tasks.ts')
    send({ kind: 'done', result: await performTask(task, { send, ...orders }) })
  } catch (error) {
    send({ kind: 'failed', error: toPlainError(error) })
  }
  process.disconnect()
}
