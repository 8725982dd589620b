/** A small detector with weights that nobody trained: every setting of the network at once, without waiting for a training. */
import { join } from 'node:path'
import { writeCheckpoint } from '../../main/engine/detector/checkpoint.ts'
import { buildDetector } from '../../main/engine/detector/detector.ts'
import { familyOf } from '../../main/engine/detector/families.ts'
import type { RestoredDetector } from '../../main/engine/detector/loadDetector.ts'
import { readPretrained } from '../../main/engine/detector/pretrained.ts'
import { initialState } from '../../main/engine/detector/trainStep.ts'
import { runFolderOf } from '../../main/engine/jobs/runFolder.ts'
import type { RunSnapshot } from '../../main/engine/store/runs.ts'
import { tf } from '../../main/engine/tensorflow/tensorflow.ts'
import { seededRandom } from '../../shared/random.ts'
import { type TrainSettings, trainSettings } from '../../shared/trainSettings.ts'
import type { ModelCategory } from '../../shared/workerMessages.ts'
import type { TestEngine } from './engine.ts'
import { plantRun } from './plantedRun.ts'
import { projectFolder } from './sourceFiles.ts'

const square = (side: number) => ({ width: side, height: side })
export const side = 96

const threeClasses = ['car', 'van', 'person'].map((name, index) => ({ id: index + 1, name }))

export async function anyDetector(
  change: Partial<TrainSettings> = {},
  categories: readonly ModelCategory[] = threeClasses,
): Promise<RestoredDetector> {
  const small = { size: side, start: 'scratch', width: 'small', neckChannels: 16, anchorsPerScale: 2 }
  const settings = trainSettings.parse({ ...small, ...change })
  const sizes = [12, 13, 30, 31, 60, 61].map(square)
  const anchors = familyOf(settings).anchorsFor(sizes, settings)
  const weightsFolder = join(projectFolder, 'resources', 'weights')
  const pretrained = settings.start === 'pretrained' ? await readPretrained(weightsFolder) : null
  const scaling = { mean: [110, 120, 130], deviation: [60, 61, 62] }
  const detector = buildDetector({ settings, classes: categories.length, anchors, pretrained, scaling })
  const { average, statistics, frozen } = initialState(detector)
  const random = seededRandom(7)
  // As after some training: batch norm is no longer the identity, and the outputs say something.
  const moved = (values: Float32Array, by: number) => values.map((value) => value + by * random.normal())
  const tensors = {
    frozen: frozen!,
    average: tf.tensor1d(moved(average!.dataSync() as Float32Array, 0.03)),
    statistics: tf.tensor1d(moved(statistics!.dataSync() as Float32Array, 0.2).map(Math.abs)),
  }
  const info = {
    settings,
    categories: [...categories],
    anchors: anchors.map((scale) => [...scale]),
    scaling,
    epoch: 1,
    step: 1,
    ap: null,
    ap50: null,
    progress: null,
  }
  return { detector, info, tensors }
}

/** [side, side, 3] of noise over gradients, as files have it. */
export function anyPicture(seed: number): Uint8Array {
  const random = seededRandom(seed)
  return Uint8Array.from({ length: side * side * 3 }, (_, index) => (index % side) + random.below(160))
}

/** A run of the open project with such weights. @returns its id */
export async function plantWeights(
  engine: TestEngine,
  change: Partial<TrainSettings> = {},
  snapshot: Partial<RunSnapshot> = {},
): Promise<number> {
  const { store } = engine.context.project!
  const categories = store.categories.list().map(({ id, name }) => ({ id, name }))
  const { info, tensors } = await anyDetector(change, categories)
  const runId = plantRun(store, { settings: info.settings, snapshot })
  const state = Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, tensor.dataSync() as Float32Array]),
  )
  await writeCheckpoint(runFolderOf(store.path, runId), 'best', { info, state })
  store.runs.setBest(runId, 1, null, null)
  return runId
}
