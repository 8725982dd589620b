import { expect, it } from 'vitest'
import { forTraining, precisionOf } from '../../../main/engine/tensorflow/device.ts'
import { isFasterInBfloat16 } from '../../../main/engine/tensorflow/fasterPrecision.ts'
import { tf } from '../../../main/engine/tensorflow/tensorflow.ts'

const processor = { kind: 'cpu', name: 'processor', threads: 2, tensorflowVersion: '2', libraryPath: '' } as const

it('tries both precisions and leaves nothing behind', async () => {
  const before = tf.memory().numTensors
  expect(typeof (await isFasterInBfloat16())).toBe('boolean')
  expect(tf.memory().numTensors).toBe(before)
})

it('a card is not tried, and what it said decides; a setting that names a precision overrules', async () => {
  const card = { ...processor, kind: 'gpu', hasBfloat16: true } as const
  expect(await forTraining(card)).toEqual(card)
  expect(precisionOf('auto', card)).toBe('bfloat16')
  expect(precisionOf('float32', card)).toBe('float32')
  expect(precisionOf('auto', processor)).toBe('float32')
  expect(precisionOf('bfloat16', processor)).toBe('bfloat16')
})
