/**
 * TensorFlow, loaded once. This room is the only one that names its packages. Whoever forks the process says with
 * BOXWRIGHT_TENSORS whether the library computes or only JavaScript's half of it is wanted (webgpu.ts computes then), points
 * the system's loader at the library (see jobs/tensorflowLibrary.ts) and hides the graphics cards when the processor is wanted.
 */
import { createRequire } from 'node:module'
import util from 'node:util'
import type * as Tfjs from '@tensorflow/tfjs-node-gpu'
import { assert, BoxwrightError } from '../../../shared/errors.ts'

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

/** True where the library is loaded: without it only WebGPU computes. */
export const hasLibrary = process.env.BOXWRIGHT_TENSORS !== 'webgpu'

function loadLibrary(): typeof Tfjs {
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

// Without the library there is no `tf.node`; only code that has asked `hasLibrary` names it.
export const tf = hasLibrary ? loadLibrary() : (requirePackage('@tensorflow/tfjs') as typeof Tfjs)

const library = hasLibrary ? (tf.backend() as unknown as NodeBackend) : null

/** The library's two methods and its constants, for code that runs only where there is a library. */
export function libraryBackend(): NodeBackend {
  assert(library, 'this needs the TensorFlow library, and the process has none')
  return library
}

export const tensorflowVersion = library ? library.binding.TF_Version : `js ${tf.version_core}`
