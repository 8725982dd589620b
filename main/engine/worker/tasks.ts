/** What a worker can do. */
import { assertNever } from '../../../shared/errors.ts'
import type { DeviceReport } from '../../../shared/reports.ts'
import type { TaskResult, WorkerMessage, WorkerTask } from '../../../shared/workerMessages.ts'
import { deviceOf } from '../../../shared/workerMessages.ts'
import { previewTraining } from '../detector/preview.ts'
import { trainDetector } from '../detector/train.ts'
import type { TrainHooks } from '../detector/trainingSession.ts'
import { exportModel } from '../modelExport/exportModel.ts'
import { chooseDevice, forTraining, precisionOf } from '../tensorflow/device.ts'
import { freeMemoryOf } from '../tensorflow/freeMemory.ts'
import { detectAll } from './detectAll.ts'
import type { Orders } from './orders.ts'

export type TaskContext = { readonly send: (message: WorkerMessage) => void } & Omit<Orders, 'take'>

export async function performTask(task: WorkerTask, context: TaskContext): Promise<TaskResult> {
  // From here on the library is loaded: a crash is the card's, or the work's.
  const title = 'Looking for the processor'
  context.send({ kind: 'progress', progress: { value: null, title, phase: 'preparing', secondsLeft: null } })
  const device = await chooseDevice(deviceOf(task))
  const report = task.kind === 'train' || task.kind === 'probe' ? await forTraining(device) : device
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
  let told = report
  const tell = (measured: Partial<DeviceReport>) => {
    told = { ...told, ...measured }
    send({ kind: 'device', report: told })
  }
  return {
    ...{ isCancelled, isFinishing, whilePaused },
    onProgress: (progress) => send({ kind: 'progress', progress }),
    onDecided: (settings) => send({ kind: 'decided', settings }),
    onResumed: (epochs) => send({ kind: 'resumed', epochs }),
    onStepTimes: tell,
    onDetectMs: (detectMs) => tell({ detectMs }),
    onEpoch: (figures) => send({ kind: 'epoch', figures }),
    onSamples: (epoch, detections) => send({ kind: 'samples', epoch, detections }),
    onBest: (epoch, { ap, ap50 }) => send({ kind: 'best', epoch, ap, ap50 }),
    onUnreadable: (image, reason) => send({ kind: 'unreadable', imageId: image.id, reason }),
  }
}
