/** Whether an exported file says in its own runtime what the run's weights say. */
import { BoxwrightError } from '../../../shared/errors.ts'
import type { ModelCheck, ModelPrecision } from '../../../shared/modelExportCalls.ts'
import type { RestoredDetector } from '../detector/loadDetector.ts'
import { predictStepOf } from '../detector/trainStep.ts'
import { type Tensor, type TensorMap, tf } from '../tensorflow/tensorflow.ts'
import type { OpenedModel } from './openModel.ts'

/**
 * How far a box's edge, as a part of the input's side, and a probability may be off. float16 has three digits; what int8 may
 * cost is for its AP to say.
 */
export const limits: Readonly<Record<ModelPrecision, number | null>> = { float32: 1e-3, float16: 1e-2, int8: null }

/** In coarse numbers the boxes of anchors that see nothing wander; the surest ones are what suppression lets through. */
const surest = 100

type Outputs = { readonly boxes: Float32Array; readonly probabilities: Float32Array }
type Differences = Pick<ModelCheck, 'boxes' | 'probabilities'>

export type Checking = {
  readonly restored: RestoredDetector
  readonly opened: OpenedModel
  readonly precision: ModelPrecision
  /** Each [size, size, 3] of 0..255. */
  readonly pictures: readonly Uint8Array[]
  readonly onChecked: (done: number) => void
}

/** @throws BoxwrightError `format-invalid` when they differ by more than they may */
export async function checkModel({ restored, opened, precision, pictures, onChecked }: Checking): Promise<ModelCheck> {
  const { size } = restored.info.settings
  const { areRowsRanked } = restored.detector
  let largest: Differences = { boxes: 0, probabilities: 0 }
  for (const [index, pixels] of pictures.entries()) {
    const images = tf.tensor4d(Float32Array.from(pixels), [1, size, size, 3])
    const wanted = valuesOf(reference(restored, images))
    const given = [valuesOf(await opened.predict(images))]
    if (index === 0 && opened.predictSlowly) given.push(valuesOf(await opened.predictSlowly(images)))
    images.dispose()
    const rows = precision === 'float32' && !areRowsRanked ? null : surestRows(wanted, restored.info.categories.length)
    const compared = areRowsRanked ? given.map((outputs) => inOrderOf(wanted, outputs, size)) : given
    for (const outputs of compared) largest = larger(largest, differences(wanted, outputs, rows))
    onChecked(index + 1)
  }
  const check = {
    runtime: opened.runtime,
    images: pictures.length,
    boxes: largest.boxes / size,
    probabilities: largest.probabilities,
    limit: limits[precision],
  }
  refuseDifferent(check)
  return check
}

function reference({ detector, tensors }: RestoredDetector, images: Tensor): TensorMap {
  const predict = predictStepOf(detector)
  return tf.tidy(() => predict({ images }, tensors).outputs) as TensorMap
}

function valuesOf(outputs: TensorMap): Outputs {
  const [boxes, probabilities] = [outputs.boxes!, outputs.probabilities!].map((tensor) => tensor.dataSync())
  tf.dispose(Object.values(outputs))
  return { boxes: boxes as Float32Array, probabilities: probabilities as Float32Array }
}

function surestRows({ probabilities }: Outputs, classes: number): readonly number[] {
  const best = Array.from({ length: probabilities.length / classes }, (_, row) =>
    Math.max(...probabilities.subarray(row * classes, (row + 1) * classes)),
  )
  return [...best.keys()].sort((a, b) => best[b]! - best[a]!).slice(0, surest)
}

/** Of each row the one of `given` that is nearest to it: where rows are ranked, it may stand elsewhere. */
function inOrderOf(wanted: Outputs, given: Outputs, size: number): Outputs {
  const count = wanted.boxes.length / 4
  const classes = wanted.probabilities.length / count
  const rowOf = ({ boxes, probabilities }: Outputs, row: number) => [
    ...boxes.subarray(row * 4, row * 4 + 4).map((edge) => edge / size),
    ...probabilities.subarray(row * classes, (row + 1) * classes),
  ]
  const candidates = Array.from({ length: given.boxes.length / 4 }, (_, row) => rowOf(given, row))
  const nearest = Array.from({ length: count }, (_, row) => {
    const own = rowOf(wanted, row)
    const distances = candidates.map((other) => Math.max(...other.map((value, index) => Math.abs(value - own[index]!))))
    return distances.indexOf(Math.min(...distances))
  })
  const pick = (values: Float32Array, columns: number) =>
    Float32Array.from(nearest.flatMap((row) => [...values.subarray(row * columns, (row + 1) * columns)]))
  return { boxes: pick(given.boxes, 4), probabilities: pick(given.probabilities, classes) }
}

/** @param rows those that count; null: all */
function differences(wanted: Outputs, given: Outputs, rows: readonly number[] | null): Differences {
  const classes = wanted.probabilities.length / (wanted.boxes.length / 4)
  return {
    boxes: largestDifference(wanted.boxes, given.boxes, { rows, columns: 4 }),
    probabilities: largestDifference(wanted.probabilities, given.probabilities, { rows, columns: classes }),
  }
}

type Judged = { readonly rows: readonly number[] | null; readonly columns: number }

/** Infinite where a value is missing or no number. */
function largestDifference(wanted: Float32Array, given: Float32Array, { rows, columns }: Judged): number {
  if (wanted.length !== given.length) return Number.POSITIVE_INFINITY
  let largest = 0
  const compare = (index: number) => {
    const difference = Math.abs(wanted[index]! - given[index]!)
    largest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(largest, difference)
  }
  if (rows) for (const row of rows) for (let column = 0; column < columns; column++) compare(row * columns + column)
  else for (let index = 0; index < wanted.length; index++) compare(index)
  return largest
}

const larger = (a: Differences, b: Differences): Differences => ({
  boxes: Math.max(a.boxes, b.boxes),
  probabilities: Math.max(a.probabilities, b.probabilities),
})

function refuseDifferent({ runtime, boxes, probabilities, limit }: ModelCheck): void {
  const most = limit ?? Number.MAX_VALUE
  if (boxes <= most && probabilities <= most) return
  const percent = (part: number) => `${(part * 100).toPrecision(3)} %`
  throw new BoxwrightError(
    'format-invalid',
    `The file does not say in ${runtime} what the run says: edges of boxes differ by up to ${percent(boxes)} of the side, probabilities by up to ${percent(probabilities)}. Nothing was exported.`,
    { runtime, boxes, probabilities },
  )
}
