/** What goes wrong on a card is said by whoever asks it for numbers next. */
import { expect, it } from 'vitest'
import { chooseDevice, precisionOf } from '../../../main/engine/tensorflow/device.ts'
import { readValues } from '../../../main/engine/tensorflow/readValues.ts'
import { tf } from '../../../main/engine/tensorflow/tensorflow.ts'
import { hasSoftwareVulkan, useSoftwareVulkan } from '../../support/softwareVulkan.ts'

/** The card as Dawn gives it. */
const dawnDevice = () => (tf.backend() as unknown as { readonly device: DawnDevice }).device
type DawnDevice = {
  destroy(): void
  createBuffer(wanted: { readonly size: number; readonly usage: number }): unknown
  readonly limits: { readonly maxBufferSize: number }
}

const numbers = () => tf.range(0, 5000).mul(2)

it.skipIf(!hasSoftwareVulkan)(
  'a driver that computes on the processor is taken when WebGPU is asked for by name only',
  async () => {
    useSoftwareVulkan()
    await expect(chooseDevice('gpu')).rejects.toMatchObject({
      code: 'gpu-missing',
      message: expect.stringMatching(
        /SwiftShader.* computes on the processor.*vulkaninfo shows it.*train on the processor/,
      ),
    })
    expect(await chooseDevice('auto')).toMatchObject({ kind: 'cpu' })
    expect(tf.getBackend()).toBe('tensorflow')
    const report = await chooseDevice('webgpu')
    expect(tf.getBackend()).toBe('webgpu')
    expect(report).toMatchObject({
      kind: 'gpu',
      name: expect.stringContaining('SwiftShader Device'),
      webgpu: { through: 'Vulkan', driver: expect.stringContaining('SwiftShader'), isSoftware: true },
    })
    expect(precisionOf('auto', report)).toBe('float32')
    expect(() => precisionOf('bfloat16', report)).toThrow(/float32 only/)
    expect([...(await readValues(numbers()))].slice(0, 3)).toEqual([0, 2, 4])
  },
)

it.skipIf(!hasSoftwareVulkan)('truth values made numbers are numbers for every operation', async () => {
  // Large enough for the card: few numbers are computed in JavaScript.
  const isHigh = tf.greater(tf.range(0, 6000), 2999).cast('float32').reshape([2, 3000]).transpose()
  const values = await readValues(isHigh)
  expect([...values].every((value, index) => value === index % 2)).toBe(true)
  const whole = tf.range(0, 6000, 1, 'int32').cast('float32').reshape([2, 3000]).transpose()
  expect([...(await readValues(whole))].slice(0, 4)).toEqual([0, 3000, 1, 3001])
})

it.skipIf(!hasSoftwareVulkan)('what a card refuses is not lost among the numbers', async () => {
  const values = numbers()
  // More than any buffer may hold; nothing throws.
  dawnDevice().createBuffer({ size: dawnDevice().limits.maxBufferSize + 4, usage: GPUBufferUsage.STORAGE })
  await expect(readValues(values)).rejects.toMatchObject({
    code: 'job-failed',
    message: expect.stringMatching(/refused a command \(.*Buffer size.*\)\. Choose a smaller batch/),
  })
})

it.skipIf(!hasSoftwareVulkan)('a card that is gone is named, with what to do', async () => {
  const values = numbers()
  dawnDevice().destroy()
  await expect(readValues(values)).rejects.toMatchObject({
    code: 'device-lost',
    message: expect.stringMatching(/graphics card stopped.*from its last epoch/),
  })
})
