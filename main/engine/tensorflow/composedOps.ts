/**
 * The operations of ops.ts out of what every backend of the package has: WebGPU knows no others. Their gradients are written
 * out where the package would keep each step in between.
 */
import { seededRandom } from '../../../shared/random.ts'
import { cropGradient } from './cropGradient.ts'
import type { BatchNormalised, Ops, SuppressionLimits } from './ops.ts'
import { pairwiseIou } from './pairwiseIou.ts'
import { type Tensor, tf } from './tensorflow.ts'

export const composedOps: Ops = {
  relu: (x) => tf.relu(x),
  relu6,
  leakyRelu: (x, slope) => tf.leakyRelu(x, slope),
  addBias: (x, bias) => x.add(bias),
  batchNormalise,
  transformImages: (images, maps, fill) =>
    tf.image.transform(images as never, maps as never, 'bilinear', 'constant', fill),
  cropAndResize,
  stopGradient,
  suppressOverlapping,
  toHsv,
  fromHsv,
  standardNormal,
}

/** The gradient ends at both kinks, as TensorFlow's does; the package's own goes on at 6. */
function relu6(x: Tensor): Tensor {
  const rectify = tf.customGrad((...args: unknown[]) => {
    const [input, save] = args as [Tensor, (tensors: Tensor[]) => void]
    const value = tf.relu6(input)
    save([value])
    const gradFunc = (dy: Tensor, [y]: Tensor[]) => dy.mul(tf.step(y!)).mul(tf.step(tf.sub(6, y!)))
    return { value, gradFunc: gradFunc as never }
  })
  return rectify(x)
}

function batchNormalise(x: Tensor, gamma: Tensor, beta: Tensor, epsilon: number): BatchNormalised {
  const places = x.size / gamma.size
  let mean: Tensor | null = null
  let variance: Tensor | null = null
  const normalise = tf.customGrad((...args: unknown[]) => {
    const [input, scale, shift, save] = args as [Tensor, Tensor, Tensor, (tensors: Tensor[]) => void]
    const centre = input.mean([0, 1, 2]) as Tensor
    const spread = tf.squaredDifference(input, centre).mean([0, 1, 2]) as Tensor
    mean = tf.keep(centre.clone())
    // The running variance is that of what the batch was drawn from.
    variance = tf.keep(spread.mul(places / Math.max(1, places - 1)))
    save([input, scale, centre, spread.add(epsilon).rsqrt()])
    const value = tf.batchNorm(
      input as never,
      centre as never,
      spread as never,
      shift as never,
      scale as never,
      epsilon,
    )
    return { value: value as Tensor, gradFunc: batchNormGradient as never }
  })
  const y = normalise(x, gamma, beta)
  return { y, mean: mean as unknown as Tensor, variance: variance as unknown as Tensor }
}

/** Mean and deviation depend on x too: their share is taken off (Ioffe and Szegedy, 2015, section 3). */
function batchNormGradient(dy: Tensor, [x, gamma, centre, inverse]: [Tensor, Tensor, Tensor, Tensor]): Tensor[] {
  const places = x.size / gamma.size
  const normalised = x.sub(centre).mul(inverse)
  const betaGradient = channelSums(dy)
  const gammaGradient = channelSums(dy.mul(normalised))
  const xGradient = dy
    .sub(betaGradient.div(places))
    .sub(normalised.mul(gammaGradient.div(places)))
    .mul(gamma.mul(inverse))
  return [xGradient, gammaGradient, betaGradient]
}

/** [batch, height, width, channels] → [channels] */
const channelSums = (x: Tensor): Tensor => x.sum([0, 1, 2])

/**
 * The same values under a new tensor that no operation is known to have made: what is computed from it may have no gradient at all,
 * such as the places of the largest.
 */
function stopGradient(x: Tensor): Tensor {
  const engine = tf.engine()
  engine.backend.incRef(x.dataId)
  return engine.makeTensorFromTensorInfo({ dataId: x.dataId, shape: x.shape, dtype: x.dtype }) as Tensor
}

function cropAndResize(maps: Tensor, boxes: Tensor, owners: Tensor, size: number): Tensor {
  const crop = tf.customGrad((...args: unknown[]) => {
    const [input, save] = args as [Tensor, (tensors: Tensor[]) => void]
    // They may have been computed within the step, which would have forgotten them by then.
    save([boxes, owners])
    const { shape } = input
    const gradFunc = (dy: Tensor, [where, whose]: [Tensor, Tensor]) => cropGradient(dy, where, whose, shape)
    const value = tf.image.cropAndResize(input as never, boxes as never, owners as never, [size, size])
    return { value: value as Tensor, gradFunc: gradFunc as never }
  })
  return crop(maps)
}

/** So far a chain of boxes that each suppress the next is followed; of a longer one what is in doubt goes. An odd number. */
const suppressionRounds = 33

/**
 * All boxes at once: a box stays if none of the surer ones that stay overlaps it. Begun with all of them, each round settles at least
 * the next box of every chain, and what is left after an odd number of rounds stays for good.
 */
function suppressOverlapping(boxes: Tensor, scores: Tensor, { count, iou }: SuppressionLimits): Tensor {
  const [batch, n] = scores.shape as [number, number]
  const { values, indices } = tf.topk(scores, n) // [batch, n]
  const sorted = tf.gather(boxes, indices, 1, 1) as Tensor // [batch, n, 4]
  const isSurer = tf.less(tf.range(0, n).reshape([1, n]), tf.range(0, n).reshape([n, 1])).cast('float32') // [n, n]
  const suppresses = tf.greater(pairwiseIou(sorted, sorted), iou).cast('float32').mul(isSurer) as Tensor // [batch, n, n]
  let stays = tf.ones([batch, n, 1]) as Tensor
  for (let round = 0; round < suppressionRounds; round++) {
    stays = tf.less(tf.matMul(suppresses, stays), 0.5).cast('float32')
  }
  // Those that stay come first and keep their order.
  const rank = stays.reshape([batch, n]).mul(tf.range(n, 0, -1))
  const chosen = tf.topk(rank, Math.min(count, n)) // [batch, count]
  const rows = tf.concat([sorted, values.reshape([batch, n, 1])], 2) // [batch, n, 5]
  const isUsed = tf.greater(chosen.values, 0).cast('float32').reshape([batch, -1, 1])
  const kept = (tf.gather(rows, chosen.indices as never, 1, 1) as Tensor).mul(isUsed) as Tensor
  return kept.pad([
    [0, 0],
    [0, Math.max(0, count - n)],
    [0, 0],
  ]) // [batch, count, 5]
}

/** Smith, "Color gamut transform pairs", 1978; a grey has hue and saturation 0. */
function toHsv(images: Tensor): Tensor {
  const axis = images.rank - 1
  const [red, green, blue] = tf.split(images, 3, axis) as [Tensor, Tensor, Tensor]
  const value = tf.maximum(tf.maximum(red, green), blue)
  const range = value.sub(tf.minimum(tf.minimum(red, green), blue))
  // Where a divisor is 0 so is what it divides.
  const saturation = range.div(tf.where(value.greater(0), value, tf.onesLike(value)))
  const sixth = range.mul(6)
  const divisor = tf.where(sixth.greater(0), sixth, tf.onesLike(sixth))
  const between = (a: Tensor, b: Tensor, start: number) => a.sub(b).div(divisor).add(start)
  const turn = tf.where(
    red.equal(value),
    between(green, blue, 0),
    tf.where(green.equal(value), between(blue, red, 2 / 6), between(red, green, 4 / 6)),
  )
  const hue = tf.where(turn.less(0), turn.add(1), turn)
  return tf.concat([tf.where(range.greater(0), hue, tf.zerosLike(hue)), saturation, value], axis)
}

function fromHsv(images: Tensor): Tensor {
  const axis = images.rank - 1
  const [hue, saturation, value] = tf.split(images, 3, axis) as [Tensor, Tensor, Tensor]
  const sixths = hue.mul(6)
  const share = (distance: Tensor) => distance.clipByValue(0, 1)
  const shares = [
    share(sixths.sub(3).abs().sub(1)),
    share(tf.sub(2, sixths.sub(2).abs())),
    share(tf.sub(2, sixths.sub(4).abs())),
  ]
  // What a channel lacks of its share, as far as the colour is saturated.
  return tf.concat(
    shares.map((own) => tf.sub(1, saturation.mul(tf.sub(1, own))).mul(value)),
    axis,
  )
}

/** Drawn in JavaScript: no operation draws from a seed, and noise is off unless somebody asks for it. */
function standardNormal(shape: readonly number[], seed: Tensor): Tensor {
  // The seed was made in JavaScript and is still there: nothing waits for the card.
  const [first, second] = seed.dataSync() as Int32Array
  const random = seededRandom(first! ^ Math.imul(second!, 0x9e3779b9))
  const size = shape.reduce((product, side) => product * side, 1)
  return tf.tensor(Float32Array.from({ length: size }, random.normal), [...shape])
}
