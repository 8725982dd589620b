/**
 * Tells of every operation of the package while it runs. All kernels go through two methods of the backend; what those are
 * given and return is the whole computation.
 */
import { libraryBackend, type OpAttribute, type Tensor } from './tensorflow.ts'

export type Operation = {
  readonly op: string
  readonly attributes: readonly OpAttribute[]
  readonly inputs: readonly Tensor[]
  readonly outputs: readonly Tensor[]
}

/** Runs `work` and tells `note` of every operation in it, in the order in which they are computed. */
export function traceOperations<Result>(work: () => Result, note: (operation: Operation) => void): Result {
  const backend = libraryBackend()
  const { executeSingleOutput, executeMultipleOutputs } = backend
  backend.executeSingleOutput = (op, attributes, inputs) => {
    const output = executeSingleOutput.call(backend, op, attributes, inputs)
    note({ op, attributes, inputs, outputs: [output] })
    return output
  }
  backend.executeMultipleOutputs = (op, attributes, inputs, count) => {
    const outputs = executeMultipleOutputs.call(backend, op, attributes, inputs, count)
    note({ op, attributes, inputs, outputs })
    return outputs
  }
  try {
    return work()
  } finally {
    backend.executeSingleOutput = executeSingleOutput
    backend.executeMultipleOutputs = executeMultipleOutputs
  }
}

/** The values of a tensor as the backend keeps them: some only in JavaScript, others only in TensorFlow. */
export function valuesOf(tensor: Pick<Tensor, 'dataId'>): ArrayLike<number> {
  const record = libraryBackend().tensorMap.get(tensor.dataId)
  return record.values ?? libraryBackend().binding.tensorDataSync(record.id)
}
