/**
 * Entry of the process that explains detectors. Unlike a worker it stays for the next picture, with the weights of the last run
 * in memory; the engine ends it when nobody has asked for a while. It never sees the project file.
 */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { BoxwrightError, toPlainError } from '../../../shared/errors.ts'
import type { Activation, Explanation } from '../../../shared/explainCalls.ts'
import type { ExplainMessage, ExplainTask } from '../../../shared/explainMessages.ts'
import type { RestoredDetector } from '../detector/loadDetector.ts'

process.on('message', (task: ExplainTask) => void answer(task))
process.on('disconnect', () => process.exit(0))

async function answer(task: ExplainTask): Promise<void> {
  try {
    send({ kind: 'done', result: await perform(task) })
  } catch (error) {
    send({ kind: 'failed', error: toPlainError(error) })
  }
}

function send(message: ExplainMessage): void {
  // Whoever asked may be gone.
  if (process.connected) process.send?.(message, undefined, undefined, () => {})
}

async function perform(task: ExplainTask): Promise<Explanation | Activation> {
  const restored = await restoredFor(task)
  send({ kind: 'phase', phase: 'computing' })
  const pixels = await pixelsOf(task, restored.info.settings.size)
  const { activationOf, explain } = await import('../detector/explain.ts')
  if (task.kind === 'explain') return explain(restored, { ...task, pixels })
  return activationOf(restored, pixels, task)
}

async function pixelsOf({ image, cacheFolder }: ExplainTask, side: number): Promise<Uint8Array> {
  const { pictureSource } = await import('../detector/pictures.ts')
  let reason = ''
  const onUnreadable = (_: unknown, words: string) => {
    reason = words
  }
  const pixels = await pictureSource({ side, memoryBytes: 0, cacheFolder, onUnreadable }).load(image)
  if (!pixels) {
    throw new BoxwrightError('file-unreadable', `${image.path} cannot be read: ${reason}`, { path: image.path })
  }
  return pixels
}

let known: { readonly identity: string; readonly restored: RestoredDetector } | null = null

/** The weights in memory, unless they are another run's or were trained further since. */
async function restoredFor({ runFolder, weightsFolder }: ExplainTask): Promise<RestoredDetector> {
  const written = statSync(join(runFolder, 'best.json'), { throwIfNoEntry: false })?.mtimeMs
  const identity = `${runFolder}\n${written}`
  if (known?.identity === identity) return known.restored
  send({ kind: 'phase', phase: 'loading' })
  // Loaded only now, so that a library that cannot be loaded is an answer and not a crash.
  const { restoreDetector } = await import('../detector/loadDetector.ts')
  const { hasLibrary, tf } = await import('../tensorflow/tensorflow.ts')
  const { chooseDevice } = await import('../tensorflow/device.ts')
  if (!hasLibrary && !known) await chooseDevice('auto')
  if (known) tf.dispose(Object.values(known.restored.tensors))
  known = null
  const restored = await restoreDetector(runFolder, weightsFolder)
  known = { identity, restored }
  return restored
}
