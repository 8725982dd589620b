/** A trained detector from its checkpoint, ready to detect. */
import { type CompiledModel, compileModel } from '../tensorflow/compiledModel.ts'
import { type TensorMap, tf } from '../tensorflow/tensorflow.ts'
import { type CheckpointInfo, readCheckpoint } from './checkpoint.ts'
import type { DetectionRunner } from './detect.ts'
import { buildDetector, type Detector } from './detector.ts'
import { readPretrained } from './pretrained.ts'
import { predictStepOf } from './trainStep.ts'

/** Pictures at a time: enough to keep the processor busy, few enough for any memory. */
const detectionBatch = 8

export type LoadedDetector = {
  readonly runner: DetectionRunner
  readonly info: CheckpointInfo
  readonly dispose: () => void
}

export async function loadDetector(runFolder: string, weightsFolder: string): Promise<LoadedDetector> {
  const restored = await restoreDetector(runFolder, weightsFolder)
  try {
    return await compileDetector(restored)
  } finally {
    tf.dispose(Object.values(restored.tensors))
  }
}

/** As one graph with a state of its own: the given tensors stay the caller's. */
export async function compileDetector({ detector, info, tensors }: RestoredDetector): Promise<LoadedDetector> {
  const { settings, categories } = info
  const images = tf.zeros([detectionBatch, settings.size, settings.size, 3])
  try {
    const predict = predictStepOf(detector)
    const model: CompiledModel<'predict'> = await compileModel(
      { predict: { run: predict, exampleInputs: { images } } },
      tensors,
    )
    const runner = {
      side: settings.size,
      batch: detectionBatch,
      classes: categories.length,
      suppression: settings.suppression,
      predict: (input: typeof images) => model.run('predict', { images: input }),
    }
    return { runner: runner as DetectionRunner, info, dispose: model.dispose }
  } finally {
    images.dispose()
  }
}

export type RestoredDetector = {
  readonly detector: Detector
  readonly info: CheckpointInfo
  /** The state of the checkpoint by name; the caller's to dispose. */
  readonly tensors: TensorMap
}

/** The detector of a run's best weights, operation by operation. */
export async function restoreDetector(runFolder: string, weightsFolder: string): Promise<RestoredDetector> {
  const { info, state } = await readCheckpoint(runFolder, 'best')
  const { settings, anchors, categories, scaling } = info
  // The shapes of the layers come from the pretrained file, their numbers from the checkpoint.
  const pretrained = settings.start === 'pretrained' ? await readPretrained(weightsFolder) : null
  const detector = buildDetector({ settings, classes: categories.length, anchors, pretrained, scaling })
  const tensors = Object.fromEntries(Object.entries(state).map(([name, values]) => [name, tf.tensor1d(values)]))
  return { detector, info, tensors }
}
