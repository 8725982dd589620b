/**
 * The detector that Boxwright brings with it: SSD with MobileNetV2, trained on Open Images V4, 23 everyday classes
 * (resources/weights/README.md). It labels in a project that has no run yet.
 *
 * In: images [batch, side, side, 3] of 0..255. Out: boxes in network pixels [batch, priors, 4], the probability of each class
 * [batch, priors, 23], and what the backbone saw of the whole picture [batch, 320].
 */
import { everydayClasses } from '../../../shared/everydayClasses.ts'
import { type CompiledModel, compileModel } from '../tensorflow/compiledModel.ts'
import { type Tensor, type TensorMap, tf } from '../tensorflow/tensorflow.ts'
import { layersBelow, runPretrained } from './backbone.ts'
import type { DetectionRunner } from './detect.ts'
import type { Pass } from './layers.ts'
import { type PretrainedLayer, readPretrained } from './pretrained.ts'
import { type Priors, priorsOf } from './priors.ts'
import { decodeOffsets } from './ssd/offsets.ts'

/** The network was trained on pictures of this side. */
export const everydaySide = 300
const batch = 8
/** The output layers of the six maps, fine to coarse. */
export const boxLayers = ['op130', 'op176', 'op190', 'op204', 'op218', 'op232'] as const
export const classLayers = ['op134', 'op180', 'op194', 'op208', 'op222', 'op238'] as const
/** The last layer of MobileNetV2; its means over the picture say what kind of picture it is. */
const featureLayer = 'op170'

export async function loadEveryday(weightsFolder: string): Promise<{ runner: DetectionRunner; dispose: () => void }> {
  const { layers, tensors } = await readPretrained(weightsFolder)
  const priors = priorsOf(everydaySide)
  const state = Object.fromEntries(
    [...tensors].map(([name, { shape, values }]) => [`backbone/${name}`, tf.tensor(values, [...shape])]),
  )
  const images = tf.zeros([batch, everydaySide, everydaySide, 3])
  try {
    const run = (inputs: TensorMap, weights: TensorMap) => ({
      outputs: forward(layers, inputs.images!, weights, priors),
      state: {},
    })
    const model: CompiledModel<'predict'> = await compileModel(
      { predict: { run, exampleInputs: { images } } },
      state as TensorMap,
    )
    const predict = (input: Tensor) => model.run('predict', { images: input })
    const runner = {
      side: everydaySide,
      fit: 'stretch',
      suppression: 'hard',
      batch,
      classes: everydayClasses.length,
      predict,
    } as const
    return { runner, dispose: model.dispose }
  } finally {
    tf.dispose([images, ...Object.values(state)])
  }
}

function forward(layers: readonly PretrainedLayer[], images: Tensor, weights: TensorMap, priors: Priors): TensorMap {
  const pass: Pass = {
    isTraining: false,
    parameter: (name) => weights[name]!,
    setStatistic: () => {},
    dropout: null,
  }
  const outputs = new Map<string, Tensor>([['input', images.div(127.5).sub(1)]])
  for (const layer of layersBelow(layers, [...boxLayers, ...classLayers])) {
    outputs.set(layer.name, runPretrained(layer, outputs, pass))
  }
  /** Maps as rows, one for each prior; [batch, priors, columns] */
  const rows = (names: readonly string[], columns: number) =>
    tf.concat(
      names.map((name) => outputs.get(name)!.reshape([batch, -1, columns])),
      1,
    )
  // The first class is the background.
  const scores = rows(classLayers, everydayClasses.length + 1).slice([0, 0, 1], [-1, -1, -1]) // [batch, priors, 23]
  return {
    boxes: decodeOffsets(rows(boxLayers, 4), priors),
    probabilities: tf.sigmoid(scores),
    features: outputs.get(featureLayer)!.mean([1, 2]), // [batch, 320]
  }
}
