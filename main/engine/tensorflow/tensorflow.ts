/**
 * TensorFlow, loaded once. This room is the only one that names the package. Whoever forks the process points the
 * system's loader at the library (see jobs/runWorker.ts) and hides the graphics cards when the processor is wanted.
 */
import { createRequire } from 'node:module'
import util from 'node:util'
import type * as Tfjs from '@tensorflow/tfjs-node-gpu'
import { BoxwrightError } from '../../../shared/errors.ts'

export type Tensor = Tfjs.Tensor
export type TensorMap = Readonly<Record<string, Tensor>>

/** The package's backend, whose two methods run every operation that TensorFlow has. */
export type NodeBackend = {
  readonly binding: Binding
  readonly isUsingGpuDevice: boolean
  readonly tensorMap: { get(dataId: object): TensorRecord }
  executeSingleOutput(name: string, attributes: readonly OpAttribute[], inputs: readonly Tensor[]): Tensor
  executeMultipleOutputs(
    name: string,
    attributes: readonly OpAttribute[],
    inputs: readonly Tensor[],
    outputs: number,
  ): Tensor[]
}
export type OpAttribute = { readonly name: string; readonly type: number; readonly value: unknown }
type NumberArray = Float32Array | Int32Array | Uint8Array
type TensorRecord = {
  readonly shape: number[]
  readonly dtype: number
  readonly id: number
  readonly values: NumberArray | null
}
type Binding = {
  readonly TF_Version: string
  readonly TF_FLOAT: number
  readonly TF_INT32: number
  readonly TF_BOOL: number
  readonly TF_ATTR_TYPE: number
  readonly TF_ATTR_INT: number
  readonly TF_ATTR_FLOAT: number
  readonly TF_ATTR_BOOL: number
  readonly TF_ATTR_STRING: number
  readonly TF_ATTR_SHAPE: number
  tensorDataSync(id: number): NumberArray
}

export const requirePackage = createRequire(import.meta.url)

function load(): typeof Tfjs {
  // Node 23 removed both; the package still calls them.
  Object.assign(util, {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: Array.isArray,
  })
  // TensorFlow reports its own set-up as if it were trouble.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '3'
  try {
    return requirePackage('@tensorflow/tfjs-node-gpu') as typeof Tfjs
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    const isBroken = /invalid ELF|file too short|undefined symbol|not a mach-o|not a valid Win32/i.test(reason)
    throw new BoxwrightError(
      isBroken ? 'library-broken' : 'library-missing',
      `TensorFlow cannot be loaded (${reason}). Run "npm run setup" to bring it ${isBroken ? 'anew' : 'here'}; everything but training works without it.`,
      { reason },
    )
  }
}

export const tf = load()
export const backend = tf.backend() as unknown as NodeBackend

export const tensorflowVersion = backend.binding.TF_Version
