/** What a worker can do. */
import { assertNever } from '../../../shared/errors.ts'
import type { DeviceReport } from '../../../shared/reports.ts'
import type { DetectTask, TaskResult, WorkerMessage, WorkerTask } from '../../../shared/workerMessages.ts'
import { deviceOf } from '../../../shared/workerMessages.ts'
import { pictureMemoryBytes } from '../detector/config.ts'
import { detect } from '../detector/detect.ts'
import { loadEveryday } from '../detector/everyday.ts'
import { loadDetector } from '../detector/loadDetector.ts'
import { pictureSource } from '../detector/pictures.ts'
import { previewTraining } from '../detector/preview.ts'
import { trainDetector } from '../detector/train.ts'
import type { TrainHooks } from '../detector/trainingSession.ts'
import { exportModel } from '../modelExport/exportModel.ts'
import { chooseDevice, precisionOf } from '../tensorflow/device.ts'
import { freeMemoryOf } from '../tensorflow/freeMemory.ts'
import type { Orders } from './orders.ts'

export type TaskContext = { readonly send: (message: WorkerMessage) => void } & Omit<Orders, 'take'>

export async function performTask(task: WorkerTask, context: TaskContext): Promise<TaskResult> {
  // From here on the library is loaded: a crash is the card's, or the work's.
  const title = 'Looking for the processor'
  context.send({ kind: 'progress', progress: { value: null, title, phase: 'preparing', secondsLeft: null } })
  const report = await chooseDevice(deviceOf(task))
  context.send({ kind: 'device', report })
  switch (task.kind) {
    case 'probe':
      return report
    case 'train':
      return trainDetector(task, trainHooks(context, report), {
        precision: precisionOf(task.settings.precision, report),
        memory: { kind: report.kind, freeBytes: freeMemoryOf(report) },
      })
    case 'preview':
      return previewTraining(task)
    case 'exportModel':
      return exportModel(task, {
        isCancelled: context.isCancelled,
        onProgress: (progress) => context.send({ kind: 'progress', progress }),
      })
    case 'detect':
      await detectAll(task, context)
      return null
    default:
      return assertNever(task)
  }
}

function trainHooks({ send, isCancelled, isFinishing, whilePaused }: TaskContext, report: DeviceReport): TrainHooks {
  return {
    ...{ isCancelled, isFinishing, whilePaused },
    onProgress: (progress) => send({ kind: 'progress', progress }),
    onDecided: (settings) => send({ kind: 'decided', settings }),
    onResumed: (epochs) => send({ kind: 'resumed', epochs }),
    onStepTimes: (times) => send({ kind: 'device', report: { ...report, ...times } }),
    onEpoch: (figures) => send({ kind: 'epoch', figures }),
    onSamples: (epoch, detections) => send({ kind: 'samples', epoch, detections }),
    onBest: (epoch, { ap, ap50 }) => send({ kind: 'best', epoch, ap, ap50 }),
    onUnreadable: (image, reason) => send({ kind: 'unreadable', imageId: image.id, reason }),
  }
}

async function detectAll(task: DetectTask, { send, isCancelled }: TaskContext): Promise<void> {
  send({
    kind: 'progress',
    progress: { value: null, title: 'Loading the detector', phase: 'preparing', secondsLeft: null },
  })
  const { runner, dispose } =
    task.runFolder === null
      ? await loadEveryday(task.weightsFolder)
      : await loadDetector(task.runFolder, task.weightsFolder)
  const pictures = pictureSource({
    side: runner.side,
    ...(runner.fit && { fit: runner.fit }),
    memoryBytes: pictureMemoryBytes,
    cacheFolder: task.cacheFolder,
    onUnreadable: (image, reason) => send({ kind: 'unreadable', imageId: image.id, reason }),
  })
  const startedAt = performance.now()
  let done = 0
  try {
    await detect(runner, task.images, pictures, {
      confidence: task.confidence,
      isCancelled,
      onImages: (found) => {
        for (const detections of found) send({ kind: 'detections', detections })
        done += found.length
        const secondsLeft = ((performance.now() - startedAt) / 1000 / done) * (task.images.length - done)
        const title = `Detected in ${done} of ${task.images.length} images`
        send({
          kind: 'progress',
          progress: { value: done / task.images.length, title, phase: 'detecting', secondsLeft },
        })
      },
    })
  } finally {
    dispose()
  }
}
