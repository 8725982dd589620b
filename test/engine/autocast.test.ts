import { describe, expect, it } from 'vitest'
import { castOf } from '../../main/engine/tensorflow/autocast.ts'
import { compileModel } from '../../main/engine/tensorflow/compiledModel.ts'
import { GraphRecorder } from '../../main/engine/tensorflow/graphRecorder.ts'
import { addBias, relu6 } from '../../main/engine/tensorflow/ops.ts'
import { type Tensor, type TensorMap, tf } from '../../main/engine/tensorflow/tensorflow.ts'

const map = (isHalf: boolean) => ({ dtype: 'float32', rank: 4, isCell: false, isHalf })
const channels = { dtype: 'float32', rank: 1, isCell: false, isHalf: false }
const sizes = { dtype: 'int32', rank: 1, isCell: false, isHalf: false }

describe('mixed precision', () => {
  it('casts convolutions and their gradients, but no whole numbers', () => {
    expect(castOf('Conv2D', [map(false), map(false)], 1)).toEqual({
      inputs: ['bfloat16', 'bfloat16'],
      outputs: ['bfloat16'],
    })
    expect(castOf('Conv2DBackpropInput', [sizes, map(false), map(false)], 1)?.inputs).toEqual([
      'float32',
      'bfloat16',
      'bfloat16',
    ])
  })

  it('takes rectifiers and sums along between convolutions, and leaves others alone', () => {
    expect(castOf('Relu', [map(true)], 1)?.outputs).toEqual(['bfloat16'])
    expect(castOf('Relu', [map(false)], 1)).toBeNull()
    expect(castOf('BiasAdd', [map(true), channels], 1)?.inputs).toEqual(['bfloat16', 'bfloat16'])
    expect(castOf('Add', [map(true), { dtype: 'float32', rank: 0, isCell: false, isHalf: false }], 1)).toBeNull()
  })

  it('takes new shapes along, whatever their number of dimensions, and the sizes of enlarged maps as they are', () => {
    expect(castOf('Reshape', [map(true), sizes], 1)).toEqual({ inputs: ['bfloat16', 'float32'], outputs: ['bfloat16'] })
    expect(castOf('Reshape', [map(false), sizes], 1)).toBeNull()
    expect(castOf('ResizeNearestNeighbor', [map(true), sizes], 1)?.outputs).toEqual(['bfloat16'])
  })

  it('leaves the gradient of a depthwise kernel alone, which takes longer in bfloat16, but not that of its maps', () => {
    const operands = [map(true), sizes, map(true)]
    expect(castOf('DepthwiseConv2dNativeBackpropFilter', operands, 1)).toBeNull()
    expect(castOf('DepthwiseConv2dNativeBackpropInput', operands, 1)?.outputs).toEqual(['bfloat16'])
  })

  it('leaves the gradient of a kernel over a single cell alone, which TensorFlow does not write whole', () => {
    const cell = { ...map(true), isCell: true }
    expect(castOf('Conv2DBackpropFilter', [cell, sizes, map(true)], 1)).toBeNull()
    expect(castOf('Conv2DBackpropFilter', [map(true), sizes, map(true)], 1)).not.toBeNull()
    expect(castOf('Conv2DBackpropInput', [sizes, map(true), cell], 1)).not.toBeNull()
  })

  it('keeps the figures of batch norm in float32', () => {
    const cast = castOf('FusedBatchNormV3', [map(true), channels, channels, channels, channels], 6)
    expect(cast?.inputs).toEqual(['bfloat16', 'float32', 'float32', 'float32', 'float32'])
    expect(cast?.outputs).toEqual(['bfloat16', 'float32', 'float32', 'float32', 'float32', 'float32'])
  })

  it('never casts losses and updates', () => {
    for (const op of ['MatMul', 'Mul', 'Sub', 'Softplus', 'ConcatV2'])
      expect(castOf(op, [map(true), map(true)], 1)).toBeNull()
  })
})

it('a block of convolutions with a sum around it is cast once when it begins, and never in between', () => {
  const recorder = new GraphRecorder()
  const x = tf.zeros([1, 8, 8, 4])
  const [pointwise, depthwise, bias] = [tf.zeros([1, 1, 4, 4]), tf.zeros([3, 3, 4, 1]), tf.zeros([4])]
  for (const [name, tensor] of Object.entries({ x, pointwise, depthwise, bias })) recorder.bind(tensor as Tensor, name)
  const layer = (map: Tensor) => relu6(addBias(tf.conv2d(map as never, pointwise as never, 1, 'same') as Tensor, bias))
  const block = () => {
    const first = layer(x)
    const deep = tf.depthwiseConv2d(first as never, depthwise as never, 1, 'same') as Tensor
    return first.add(layer(relu6(addBias(deep, bias))))
  }
  recorder.record(block, 'bfloat16')
  const operations = recorder.nodes.map((node) => node.getOp())
  expect(operations.filter((op) => op === 'Conv2D')).toHaveLength(2)
  // What comes from outside: the map, two kernels, one bias.
  expect(operations.filter((op) => op === 'Cast')).toHaveLength(4)
  expect(operations.at(-1)).toBe('Add')
})

it('the gradient of a kernel of 3 x 3 over a single cell is right, whatever lay in memory before', async () => {
  // Of the kernel only the middle meets the cell: its gradient is the product of cell and weight, all else is 0.
  const x = tf.ones([1, 1, 1, 2]).mul(3) as Tensor
  const kernel = tf.ones([3, 3, 2, 4]) as Tensor
  const run = (inputs: TensorMap) => {
    const sum = (weights: Tensor) =>
      tf.matMul(
        (tf.conv2d(inputs.x as never, weights as never, 2, 'same') as Tensor).reshape([1, 4]) as never,
        tf.ones([4, 1]),
      )
    const gradient = tf.grad(((weights: Tensor) => sum(weights).reshape([])) as never)(inputs.kernel!) as Tensor
    return { outputs: { gradient }, state: {} }
  }
  const exampleInputs = { x, kernel }
  const model = await compileModel({ train: { run, exampleInputs, precision: 'bfloat16' } }, { none: tf.zeros([1]) })
  for (let count = 0; count < 20; count++) {
    const litter = [100, 300, 1000].map((length) => tf.fill([length], Number.NaN))
    tf.dispose(litter)
    const gradient = model.run('train', { x, kernel }).gradient!.dataSync()
    const middle = 4 * 8
    expect([...gradient]).toEqual(Array.from({ length: 72 }, (_, at) => (at >= middle && at < middle + 8 ? 3 : 0)))
  }
  model.dispose()
})
