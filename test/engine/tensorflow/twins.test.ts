/**
 * What is composed for WebGPU against the one operation of TensorFlow that it stands for, in values and gradients: the arithmetic
 * on the processor, and the same on WebGPU.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { composedOps } from '../../../main/engine/tensorflow/composedOps.ts'
import { libraryOps } from '../../../main/engine/tensorflow/libraryOps.ts'
import type { Ops } from '../../../main/engine/tensorflow/ops.ts'
import { type Tensor, tf } from '../../../main/engine/tensorflow/tensorflow.ts'
import { findCard } from '../../../main/engine/tensorflow/webgpu.ts'
import { seededRandom } from '../../../shared/random.ts'
import { hasSoftwareVulkan, useSoftwareVulkan } from '../../support/softwareVulkan.ts'

type Numbers = readonly number[]

const random = seededRandom(4)
const drawn = (count: number, low = -3, high = 3): Numbers =>
  Array.from({ length: count }, () => Math.fround(random.between(low, high)))

/** Each with what it is given, and whether a gradient flows to that. */
const cases: Readonly<
  Record<string, { inputs: () => Tensor[]; run: (ops: Ops, ...inputs: Tensor[]) => Tensor; slopes: number }>
> = casesOf()

function casesOf() {
  const map = drawn(2 * 5 * 4 * 3)
  const signs = [...drawn(20, -9, 9), 0, 6, -1, 7]
  const scales = [drawn(3), drawn(3)] as const
  const pictures = drawn(2 * 6 * 7 * 3, 0, 255)
  const colours = [...drawn(3 * 40, 0, 1), 0, 0, 0, 1, 1, 1, 0.5, 0.5, 0.5, 1, 0.2, 0.2, 0.3, 0.9, 0.9]
  const boxes = [0, 0.5, 0.25, 0.75, 0, 0, 1, 1, 0.5, 0.5, 0.5, 1.5, -0.3, 0.1, 0.8, 0.9, 0.9, 0.8, 0.1, 0.2]
  // Turned and shifted; mirrored; each beyond the border somewhere.
  const maps = [0.9, 0.3, -1.2, -0.3, 0.9, 1.4, 0, 0, -1, 0, 6, 0, 1.2, 0.5, 0, 0]
  const points = () => [tf.tensor1d([...signs])]
  const shaped = () => tf.tensor4d([...map], [2, 5, 4, 3])
  const vectors = () => scales.map((values) => tf.tensor1d([...values]))
  const rgb = () => [tf.tensor2d([...colours], [colours.length / 3, 3])]
  const crop = (size: number) => ({
    inputs: () => [shaped(), tf.tensor2d(boxes, [5, 4]), tf.tensor1d([0, 1, 0, 1, 1], 'int32')],
    run: (ops: Ops, x: Tensor, windows: Tensor, owners: Tensor) => ops.cropAndResize(x, windows, owners, size),
    slopes: 1,
  })
  const scores = drawn(2 * 40, 0.01, 1)
  const suppress = (count: number) => ({
    inputs: () => [windowsInRows(), tf.tensor2d([...scores], [2, 40])],
    run: (ops: Ops, windows: Tensor, sure: Tensor) => ops.suppressOverlapping(windows, sure, { count, iou: 0.5 }),
    slopes: 0,
  })
  return {
    relu: { inputs: points, run: (ops: Ops, x: Tensor) => ops.relu(x), slopes: 1 },
    relu6: { inputs: points, run: (ops: Ops, x: Tensor) => ops.relu6(x), slopes: 1 },
    leakyRelu: { inputs: points, run: (ops: Ops, x: Tensor) => ops.leakyRelu(x, 0.1), slopes: 1 },
    addBias: {
      inputs: () => [shaped(), vectors()[0]!],
      run: (ops: Ops, x: Tensor, b: Tensor) => ops.addBias(x, b),
      slopes: 2,
    },
    batchNormalise: {
      inputs: () => [shaped(), ...vectors()],
      run: (ops: Ops, x: Tensor, gamma: Tensor, beta: Tensor) => ops.batchNormalise(x, gamma, beta, 1e-3).y,
      slopes: 3,
    },
    'mean of the batch': {
      inputs: () => [shaped(), ...vectors()],
      run: (ops: Ops, x: Tensor, gamma: Tensor, beta: Tensor) => ops.batchNormalise(x, gamma, beta, 1e-3).mean,
      slopes: 0,
    },
    'variance of the batch': {
      inputs: () => [shaped(), ...vectors()],
      run: (ops: Ops, x: Tensor, gamma: Tensor, beta: Tensor) => ops.batchNormalise(x, gamma, beta, 1e-3).variance,
      slopes: 0,
    },
    transformImages: {
      inputs: () => [tf.tensor4d([...pictures], [2, 6, 7, 3])],
      run: (ops: Ops, x: Tensor) => ops.transformImages(x, tf.tensor2d(maps, [2, 8]), 114),
      slopes: 0,
    },
    'cropAndResize to 3': crop(3),
    'cropAndResize to 1': crop(1),
    stopGradient: {
      // Only the other way to the sum has a gradient; that way there is none through a comparison.
      inputs: points,
      run: (ops: Ops, x: Tensor) => {
        const constant = ops.stopGradient(x.square() as Tensor)
        return constant.add(tf.greater(constant, 4).cast('float32')).mul(x) as Tensor
      },
      slopes: 1,
    },
    'stopGradient before what has no gradient': {
      inputs: points,
      run: (ops: Ops, x: Tensor) => {
        const { indices } = tf.topk(ops.stopGradient(x.reshape([-1])), 2)
        return x.mul(indices.toFloat().sum()) as Tensor
      },
      slopes: 1,
    },
    'suppressOverlapping with room': suppress(40),
    'suppressOverlapping without room': suppress(3),
    toHsv: { inputs: rgb, run: (ops: Ops, x: Tensor) => ops.toHsv(x), slopes: 0 },
    fromHsv: { inputs: rgb, run: (ops: Ops, x: Tensor) => ops.fromHsv(x), slopes: 0 },
  }
}

/** Boxes of which each overlaps the next, so that long chains give way to each other; [2, 40, 4]. */
function windowsInRows(): Tensor {
  const boxes = Array.from({ length: 80 }, (_, index) => {
    const x = 3 * (index % 40)
    return [x, 10, x + 12, 20 + (index % 3)]
  })
  return tf.tensor(boxes.flat(), [2, 40, 4])
}

/** The value of a case, and the gradients of a weighted sum of it. */
async function resultsOf(name: string, ops: Ops): Promise<Numbers[]> {
  const { inputs, run, slopes } = cases[name]!
  const given = inputs()
  const value = run(ops, ...given)
  const weights = tf.tensor(
    Float32Array.from({ length: value.size }, (_, index) => Math.sin(index + 1)),
    value.shape,
  )
  const total = (...own: Tensor[]) =>
    run(ops, ...own, ...given.slice(own.length))
      .mul(weights)
      .sum()
  const gradients = slopes === 0 ? [] : (tf.grads(total as never)(given.slice(0, slopes)) as Tensor[])
  return Promise.all([value, ...gradients].map(async (tensor) => [...(await tensor.data())]))
}

function expectEqual(found: readonly Numbers[], expected: readonly Numbers[], name: string): void {
  expect(found.length).toBe(expected.length)
  for (const [place, numbers] of expected.entries()) {
    const size = Math.max(1, ...numbers.map(Math.abs))
    expect(found[place]!.length).toBe(numbers.length)
    for (const [index, number] of numbers.entries())
      expect(Math.abs(found[place]![index]! - number) / size, `${name}, ${place}, ${index}`).toBeLessThan(1e-5)
  }
}

const names = Object.keys(casesOf())
const expected = new Map<string, Numbers[]>()

beforeAll(async () => {
  for (const name of names) expected.set(name, await resultsOf(name, libraryOps))
})

describe('composed on the processor', () => {
  // The package's own transformation of pictures is there on WebGPU, not in the library.
  it.each(names.filter((name) => name !== 'transformImages'))('%s is what TensorFlow computes', async (name) => {
    expectEqual(await resultsOf(name, composedOps), expected.get(name)!, name)
  })

  it('noise is the same for a seed, other for another, and normal', async () => {
    const draw = (...seed: [number, number]) =>
      composedOps.standardNormal([100, 100], tf.tensor1d(seed, 'int32')).dataSync() as Float32Array
    const values = draw(3, 4)
    expect(draw(3, 4)).toEqual(values)
    expect(draw(4, 3)).not.toEqual(values)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    // Ten thousand of them: both within four of their own deviations.
    expect(Math.abs(mean)).toBeLessThan(0.04)
    expect(Math.abs(variance - 1)).toBeLessThan(0.06)
  })
})

describe.skipIf(!hasSoftwareVulkan)('composed through WebGPU', () => {
  beforeAll(async () => {
    useSoftwareVulkan()
    const card = await findCard()
    expect(card.webgpu.isSoftware).toBe(true)
    await card.use()
  })

  it.each(names)('%s is what TensorFlow computes', async (name) => {
    expect(tf.getBackend()).toBe('webgpu')
    expectEqual(await resultsOf(name, composedOps), expected.get(name)!, name)
  })
})
