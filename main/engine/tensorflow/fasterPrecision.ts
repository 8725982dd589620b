/**
 * Whether a processor trains faster in bfloat16, found by trying: its flags do not tell. One that multiplies matrices (AMX) or has
 * bfloat16 in all its units is up to several times faster; one whose matrix unit a virtual machine hides is left with AVX512-BF16, which
 * has half the rate of float32 there, and a step of convolutions takes a third longer.
 *
 * What is tried is a convolution as detectors have many, with its two gradients: forward and back through 3 x 3 over 64 channels.
 */
import { compileModel, type FunctionDefinition } from './compiledModel.ts'
import { relu } from './ops.ts'
import { type Tensor, type TensorMap, tf } from './tensorflow.ts'

/** A tenth of a second of computing in all; other work on the machine then spoils some of the turns, and the best counts. */
const turns = 5

export async function isFasterInBfloat16(): Promise<boolean> {
  const exampleInputs = { maps: tf.ones([2, 40, 40, 64]), kernel: tf.ones([3, 3, 64, 64]) } as TensorMap
  const state = { unused: tf.zeros([1]) } as TensorMap
  const definition: FunctionDefinition = { run: convolutionAndGradients, exampleInputs }
  const model = await compileModel({ float32: definition, bfloat16: { ...definition, precision: 'bfloat16' } }, state)
  try {
    const best = { float32: Number.POSITIVE_INFINITY, bfloat16: Number.POSITIVE_INFINITY }
    for (let turn = 0; turn <= turns; turn++) {
      for (const precision of ['float32', 'bfloat16'] as const) {
        const startedAt = process.cpuUsage()
        tf.dispose(Object.values(model.run(precision, exampleInputs)))
        const { user, system } = process.cpuUsage(startedAt)
        // The first turn arranges the graph.
        if (turn > 0) best[precision] = Math.min(best[precision], user + system)
      }
    }
    return best.bfloat16 < best.float32
  } finally {
    model.dispose()
    tf.dispose([...Object.values(exampleInputs), ...Object.values(state)])
  }
}

function convolutionAndGradients({ maps, kernel }: TensorMap) {
  const convolved = (x: Tensor, weights: Tensor) =>
    relu(tf.conv2d(x as never, weights as never, 1, 'same') as Tensor).sum()
  const gradients = tf.grads(convolved as never)([maps, kernel] as never) as Tensor[]
  return { outputs: { ofMaps: gradients[0]!.sum(), ofKernel: gradients[1]!.sum() }, state: {} }
}
