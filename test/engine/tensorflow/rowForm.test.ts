import { describe, expect, it } from 'vitest'
import { compileModel } from '../../../main/engine/tensorflow/compiledModel.ts'
import { GraphRecorder } from '../../../main/engine/tensorflow/graphRecorder.ts'
import { rowFormOf } from '../../../main/engine/tensorflow/rowForm.ts'
import { type Tensor, type TensorMap, tf } from '../../../main/engine/tensorflow/tensorflow.ts'

const floats = (...shape: number[]) => ({ dtype: 'float32', shape })

describe('arithmetic over rows', () => {
  it('joins columns and channels of pictures, and repeats the channels once for a row', () => {
    expect(rowFormOf('Mul', [floats(8, 200, 100, 3), floats(8, 1, 1, 3)])).toEqual({
      narrow: 1,
      picturesShape: [8, 200, 300],
      channelsShape: [8, 1, 3],
      repeats: [1, 1, 100],
    })
    expect(rowFormOf('Sub', [floats(3), floats(8, 200, 100, 3)])).toEqual({
      narrow: 0,
      picturesShape: [8, 200, 300],
      channelsShape: [1, 1, 3],
      repeats: [1, 1, 100],
    })
  })

  it('leaves alone what is no broadcast of few channels over many numbers', () => {
    const pictures = floats(8, 200, 100, 3)
    expect(rowFormOf('Mul', [pictures, pictures])).toBeNull()
    expect(rowFormOf('Mul', [pictures, floats()])).toBeNull()
    expect(rowFormOf('Mul', [pictures, floats(8, 1, 100, 3)])).toBeNull()
    expect(rowFormOf('Mul', [pictures, floats(8, 1, 1, 1)])).toBeNull()
    expect(rowFormOf('Mul', [floats(8, 200, 100, 96), floats(96)])).toBeNull()
    expect(rowFormOf('Mul', [floats(2, 100, 100, 3), floats(3)])).toBeNull()
    expect(rowFormOf('Mul', [floats(8, 200, 100, 1), floats(1)])).toBeNull()
    expect(rowFormOf('Greater', [pictures, floats(3)])).toBeNull()
    expect(
      rowFormOf('Add', [
        { ...pictures, dtype: 'int32' },
        { ...floats(3), dtype: 'int32' },
      ]),
    ).toBeNull()
  })

  it('is what a recorded graph computes with, and gives what the same operations give one by one', async () => {
    const pictures = tf.randomUniform([2, 240, 200, 3], 0, 255, 'float32', 1) as Tensor
    const gains = tf.tensor([0.5, 1.5, 2, 3, 4, 5], [2, 1, 1, 3]) as Tensor
    const mean = tf.tensor1d([10, 20, 30]) as Tensor
    const run = (inputs: TensorMap) => ({
      outputs: { scaled: tf.sub(mean, inputs.pictures!).mul(inputs.gains!).div(mean).add(inputs.gains!) },
      state: {},
    })
    const inputs = { pictures, gains }
    const model = await compileModel({ scale: { run, exampleInputs: inputs } }, { unused: tf.zeros([1]) as Tensor })
    const eager = run(inputs).outputs.scaled
    const { scaled } = model.run('scale', inputs)
    expect(scaled!.shape).toEqual([2, 240, 200, 3])
    // TensorFlow multiplies by the reciprocal of a constant, which rounds otherwise.
    expect(tf.max(tf.abs(scaled!.sub(eager))).dataSync()[0]).toBeLessThan(1e-4)
    // The second picture's first pixel, worked out: (mean - value) x gain / mean + gain.
    const value = pictures.dataSync()[240 * 200 * 3 + 1]!
    expect(scaled!.dataSync()[240 * 200 * 3 + 1]).toBeCloseTo(((20 - value) * 4) / 20 + 4, 3)
    model.dispose()
  })

  it('leaves no broadcast over pictures in the graph', () => {
    const recorder = new GraphRecorder()
    const pictures = tf.zeros([1, 400, 200, 3]) as Tensor
    recorder.bind(pictures, 'pictures')
    recorder.record(() => pictures.sub(tf.tensor1d([1, 2, 3])))
    expect(recorder.nodes.map((node) => node.getOp())).toEqual([
      'Const',
      'Const',
      'Reshape',
      'Const',
      'Reshape',
      'Const',
      'Tile',
      'Sub',
      'Const',
      'Reshape',
    ])
  })
})
