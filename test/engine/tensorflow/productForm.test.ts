import { describe, expect, it } from 'vitest'
import { compileModel } from '../../../main/engine/tensorflow/compiledModel.ts'
import { GraphRecorder } from '../../../main/engine/tensorflow/graphRecorder.ts'
import { productFormOf } from '../../../main/engine/tensorflow/productForm.ts'
import { type Tensor, type TensorMap, tf } from '../../../main/engine/tensorflow/tensorflow.ts'

const floats = (...shape: number[]) => ({ dtype: 'float32', shape })
const sizes = { dtype: 'int32', shape: [4] }

describe('the gradient of a 1 x 1 kernel', () => {
  it('is a product over all places', () => {
    const maps = [floats(8, 10, 20, 96), sizes, floats(8, 10, 20, 24)]
    expect(productFormOf('Conv2DBackpropFilter', maps, [1, 1, 96, 24])).toEqual({
      mapsShape: [1600, 96],
      dyShape: [1600, 24],
    })
  })

  it('stays as it is where it is no such product, or one of many places', () => {
    const filter = 'Conv2DBackpropFilter'
    expect(productFormOf(filter, [floats(8, 10, 10, 96), sizes, floats(8, 10, 10, 24)], [3, 3, 96, 24])).toBeNull()
    expect(productFormOf(filter, [floats(8, 20, 20, 96), sizes, floats(8, 10, 10, 24)], [1, 1, 96, 24])).toBeNull()
    expect(productFormOf(filter, [floats(8, 40, 40, 96), sizes, floats(8, 40, 40, 24)], [1, 1, 96, 24])).toBeNull()
    expect(productFormOf('Conv2D', [floats(8, 10, 10, 96), floats(1, 1, 96, 24)], [8, 10, 10, 24])).toBeNull()
  })

  const maps = tf.randomNormal([2, 5, 4, 3], 0, 1, 'float32', 1) as Tensor
  const kernel = tf.randomNormal([1, 1, 3, 2], 0, 1, 'float32', 2) as Tensor
  const total = (given: Tensor, own: Tensor) =>
    (tf.conv2d(given as never, own as never, 1, 'same') as Tensor).square().sum()
  const slope = (given: Tensor) => tf.grad(((own: Tensor) => total(given, own)) as never)(kernel as never) as Tensor

  it('is what a recorded graph computes, and gives what the operation itself gives', async () => {
    const run = (inputs: TensorMap) => ({ outputs: { slope: slope(inputs.maps!) }, state: {} })
    const model = await compileModel({ slope: { run, exampleInputs: { maps } } }, { unused: tf.zeros([1]) as Tensor })
    const found = model.run('slope', { maps }).slope!
    expect(found.shape).toEqual([1, 1, 3, 2])
    const expected = slope(maps).dataSync()
    for (const [index, value] of found.dataSync().entries()) expect(value).toBeCloseTo(expected[index]!, 3)
    model.dispose()
  })

  it('leaves no convolution for it in the graph', () => {
    const recorder = new GraphRecorder()
    recorder.bind(maps, 'maps')
    recorder.record(() => slope(maps))
    const operations = recorder.nodes.map((node) => node.getOp())
    expect(operations).toContain('MatMul')
    expect(operations).not.toContain('Conv2DBackpropFilter')
  })
})
