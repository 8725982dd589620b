/**
 * The package's cast on WebGPU only renames: truth values and whole numbers made floating-point stay the bits they were, which some
 * of its operations convert when they read them and others (transposition among them) do not. This one converts.
 */
import type { Tensor } from './tensorflow.ts'
import { tf } from './tensorflow.ts'

type CastInput = { readonly inputs: { readonly x: Tensor }; readonly attrs: { readonly dtype: string } }

/** From now on WebGPU's cast is ours; its kernels are registered before. */
export function mendCast(): void {
  const { kernelFunc } = tf.getKernel('Cast', 'webgpu')
  tf.unregisterKernel('Cast', 'webgpu')
  tf.registerKernel({
    kernelName: 'Cast',
    backendName: 'webgpu',
    kernelFunc: (args) => {
      const { inputs, attrs } = args as unknown as CastInput
      const { x } = inputs
      if (attrs.dtype !== 'float32' || (x.dtype !== 'int32' && x.dtype !== 'bool')) return kernelFunc(args)
      return tf.tidy(() => tf.engine().runKernel('Multiply', { a: x, b: tf.scalar(1) })) as Tensor
    },
  })
}
