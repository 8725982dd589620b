/**
 * Functions over named state.
 *
 * A function takes inputs and state and returns outputs and the state that changes. With the TensorFlow library it is recorded
 * once and then runs as one graph (recordedModel.ts); on WebGPU it is run operation by operation (eagerModel.ts), which is also
 * how it is run as it is: the reference. The state is kept by the model and read and written as plain arrays.
 */
import type { Precision } from './autocast.ts'
import { eagerModel } from './eagerModel.ts'
import { recordModel } from './recordedModel.ts'
import { type TensorMap, tf } from './tensorflow.ts'

export type StateFunction = (
  inputs: TensorMap,
  state: TensorMap,
) => { readonly outputs: TensorMap; readonly state: TensorMap }

export type FunctionDefinition = {
  readonly run: StateFunction
  /** Tensors of the shapes and types that every later call has. */
  readonly exampleInputs: TensorMap
  /** Float32 unless it says otherwise. */
  readonly precision?: Precision
}

export type StateArrays = Readonly<Record<string, Float32Array>>

export type CompiledModel<Name extends string> = {
  /** Runs one function; the outputs are the caller's to dispose. */
  readonly run: (name: Name, inputs: TensorMap) => TensorMap
  readonly readState: () => Promise<StateArrays>
  readonly writeState: (state: StateArrays) => void
  readonly dispose: () => void
}

/** @param state initial values, each a float vector or tensor; they stay the caller's */
export async function compileModel<Name extends string>(
  functions: Readonly<Record<Name, FunctionDefinition>>,
  state: TensorMap,
): Promise<CompiledModel<Name>> {
  return tf.getBackend() === 'webgpu' ? eagerModel(functions, state) : recordModel(functions, state)
}
