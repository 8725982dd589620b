import { describe, expect, it } from 'vitest'
import { castOf } from '../../main/engine/tensorflow/autocast.ts'

const map = (isHalf: boolean) => ({ dtype: 'float32', rank: 4, isHalf })
const channels = { dtype: 'float32', rank: 1, isHalf: false }
const sizes = { dtype: 'int32', rank: 1, isHalf: false }

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
    expect(castOf('AddV2', [map(true), channels], 1)?.inputs).toEqual(['bfloat16', 'bfloat16'])
    expect(castOf('AddV2', [map(true), { dtype: 'float32', rank: 0, isHalf: false }], 1)).toBeNull()
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
