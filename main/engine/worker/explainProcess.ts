/**
 * Entry of the process that explains detectors. Unlike a worker it stays for the next picture, with the weights of the last run
 * in memory; the engine ends it when nobody has asked for a while. It never sees the project file.
 */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { BoxwrightError, toPlainError } from '../../../shared/errors.ts'
import type { ExplainAnswer, ExplainMessage, ExplainRequest, ExplainTask } from '../../../shared/explainMessages.ts'
import type { RestoredDetector } from '../detector/loadDetector.ts'

process.on('message', (request: ExplainRequest) => {
  if (request.kind === 'cancel') isCancelled = true
  else void answer(request)
})
process.on('disconnect', () => process.exit(0))

/** Of the task in hand. */
let isCancelled = false

async function answer(task: ExplainTask): Promise<void> {
  isCancelled = false
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

async function perform(task: ExplainTask): Promise<ExplainAnswer> {
  const restored = await restoredFor(task)
  send({ kind: 'phase', phase: 'computing' })
  const pictures = await picturesOf(task, restored.info.settings.size)
  const { explainTask } = await import('../detector/lessons/explainTask.ts')
  return explainTask(task, restored, pictures, {
    isCancelled: () => isCancelled,
    onPart: (part) => send({ kind: 'part', part }),
  })
}

/** The picture in question must be readable; of the others those that are. */
async function picturesOf({ image, others, cacheFolder }: ExplainTask, side: number) {
  const { pictureSource } = await import('../detector/pictures.ts')
  const reasons = new Map<number, string>()
  const onUnreadable = ({ id }: { readonly id: number }, words: string) => void reasons.set(id, words)
  const source = pictureSource({ side, memoryBytes: 0, cacheFolder, onUnreadable })
  const pictures = await Promise.all(
    [image, ...others].map(async (each) => ({ image: each, pixels: await source.load(each) })),
  )
  if (!pictures[0]!.pixels) {
    const { id, path } = image
    throw new BoxwrightError('file-unreadable', `${path} cannot be read: ${reasons.get(id)}`, { path })
  }
  return pictures.flatMap(({ image: own, pixels }) => (pixels ? [{ image: own, pixels }] : []))
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
