/**
 * Functions over named state, run operation by operation: what `compileModel` gives where nothing can record a graph. Same calls,
 * same numbers; each call costs one command to the card for every operation.
 */
import type { CompiledModel, FunctionDefinition, StateArrays } from './compiledModel.ts'
import { readValues } from './readValues.ts'
import { type TensorMap, tf } from './tensorflow.ts'

/** @param initial stays the caller's */
export function eagerModel<Name extends string>(
  functions: Readonly<Record<Name, FunctionDefinition>>,
  initial: TensorMap,
): CompiledModel<Name> {
  let state: TensorMap = Object.fromEntries(
    Object.entries(initial).map(([name, tensor]) => [name, tf.keep(tensor.clone())]),
  )
  const replace = (changed: TensorMap) => {
    const former = state
    state = { ...state, ...changed }
    const kept = new Set(Object.values(state))
    tf.dispose(Object.values(former).filter((tensor) => !kept.has(tensor)))
  }
  return {
    run: (name, inputs) => {
      const { outputs, state: changed } = tf.tidy(() => {
        const result = functions[name].run(inputs, state)
        for (const tensor of Object.values(result.state)) tf.keep(tensor)
        return result as never
      }) as ReturnType<FunctionDefinition['run']>
      replace(changed)
      return outputs
    },
    readState: async () => {
      const entries = Object.entries(state).map(async ([name, tensor]) => [name, await readValues(tensor)] as const)
      return Object.fromEntries(await Promise.all(entries))
    },
    writeState: (arrays: StateArrays) =>
      replace(
        Object.fromEntries(
          Object.entries(state).map(([name, { shape }]) => [name, tf.keep(tf.tensor(arrays[name]!, shape, 'float32'))]),
        ),
      ),
    dispose: () => tf.dispose(Object.values(state)),
  }
}
