/**
 * A function of one batch of images as a plain list of operations and constants. Everything that does not depend on the
 * images (weights, the factors of batch norm, anchors) was computed while it was recorded and is a constant of the graph.
 */
import { assert, BoxwrightError } from '../../../shared/errors.ts'
import { traceOperations, valuesOf } from './operationTrace.ts'
import { libraryBackend, type OpAttribute, type Tensor, type TensorMap, tf } from './tensorflow.ts'

export type FrozenConstant = {
  readonly dtype: 'float32' | 'int32'
  readonly shape: readonly number[]
  readonly values: Float32Array | Int32Array
}

export type FrozenOperation = {
  readonly op: string
  readonly attributes: readonly OpAttribute[]
  /** Names of constants, of earlier outputs, or of the graph's input. */
  readonly inputs: readonly string[]
  /** The operation's name, and that of its first output. */
  readonly output: string
  /** How many outputs it has; the second is called `output:1`, and so on. */
  readonly outputCount: number
}

/** Name of an output of an operation, as TensorFlow writes it. */
export const outputName = (output: string, place: number): string => (place === 0 ? output : `${output}:${place}`)

export type FrozenGraph = {
  readonly input: string
  readonly constants: ReadonlyMap<string, FrozenConstant>
  /** In the order in which they can be computed. */
  readonly operations: readonly FrozenOperation[]
  /** Public name → the operation's output. */
  readonly outputs: ReadonlyMap<string, string>
  /** Of the input and of each operation's output, for a batch of one picture. */
  readonly shapes: ReadonlyMap<string, readonly number[]>
}

export const imagesName = 'images'

/**
 * @param run what is recorded; its results are disposed
 * @param images an example with a batch of one; later batches may have any size
 */
export function freeze(run: (images: Tensor) => TensorMap, images: Tensor): FrozenGraph {
  const constants = new Map<string, FrozenConstant>()
  const operations: FrozenOperation[] = []
  const shapes = new Map<string, readonly number[]>([[imagesName, images.shape]])
  const nameOf = new Map<object, string>([[images.dataId, imagesName]])
  const depends = (tensor: Tensor) => shapes.has(nameOf.get(tensor.dataId) ?? '')
  const named = (tensor: Tensor): string => {
    const known = nameOf.get(tensor.dataId)
    if (known !== undefined) return known
    const name = `constant_${constants.size}`
    constants.set(name, constantOf(tensor))
    nameOf.set(tensor.dataId, name)
    return name
  }
  const outputs = new Map<string, string>()
  tf.tidy(() => {
    const results = traceOperations(
      () => run(images),
      ({ op, attributes, inputs, outputs }) => {
        if (!inputs.some(depends)) return
        const output = `${op}_${operations.length}`
        operations.push({ op, attributes, inputs: inputs.map(named), output, outputCount: outputs.length })
        for (const [place, { shape, dataId }] of outputs.entries()) {
          shapes.set(outputName(output, place), shape)
          nameOf.set(dataId, outputName(output, place))
        }
      },
    )
    for (const [name, tensor] of Object.entries(results)) outputs.set(name, named(tensor))
  })
  return withOpenBatch({ input: imagesName, constants, operations, outputs, shapes })
}

function constantOf(tensor: Tensor): FrozenConstant {
  const { dtype, shape } = tensor
  if (dtype !== 'float32' && dtype !== 'int32') {
    throw new BoxwrightError('format-invalid', `A constant of type ${dtype} cannot be part of an exported model.`)
  }
  const values = dtype === 'float32' ? Float32Array.from(valuesOf(tensor)) : Int32Array.from(valuesOf(tensor))
  return { dtype, shape: [...shape], values }
}

/** Which input of these operations says sizes, the first of them that of the batch. */
const sizeInputs: Readonly<Record<string, number>> = { Reshape: 1, Slice: 2 }

/**
 * Leaves the size of the batch open where the recording knows it as one. The first size also may count things of all pictures, such
 * as regions: it grows with the batch as well.
 */
function withOpenBatch(graph: FrozenGraph): FrozenGraph {
  const constants = new Map(graph.constants)
  const operations = graph.operations.map((operation) => {
    const place = sizeInputs[operation.op]
    if (place === undefined) return operation
    const sizes = graph.constants.get(operation.inputs[place]!)
    assert(sizes && !sizes.values.includes(-1, 1), `${operation.op} leaves another size open`)
    const isCut = operation.op === 'Slice' && sizes.values[0] !== graph.shapes.get(operation.inputs[0]!)?.[0]
    assert(!isCut, 'a slice chooses among the pictures of a batch')
    const name = `${operation.output}_sizes`
    constants.set(name, { ...sizes, values: Int32Array.from([-1, ...sizes.values.subarray(1)]) })
    return { ...operation, inputs: operation.inputs.with(place, name) }
  })
  return withoutUnused({ ...graph, constants, operations })
}

/** How often each value is an input or an output of the graph. */
export function usesIn({ operations, outputs }: FrozenGraph): ReadonlyMap<string, number> {
  const uses = new Map<string, number>()
  for (const name of [...operations.flatMap(({ inputs }) => inputs), ...outputs.values()]) {
    uses.set(name, (uses.get(name) ?? 0) + 1)
  }
  return uses
}

/** The graph without operations and constants that no output depends on. */
export function withoutUnused(graph: FrozenGraph): FrozenGraph {
  const used = new Set(graph.outputs.values())
  const operations = graph.operations.toReversed().filter(({ output, outputCount, inputs }) => {
    if (!Array.from({ length: outputCount }, (_, place) => outputName(output, place)).some((name) => used.has(name)))
      return false
    for (const input of inputs) used.add(input)
    return true
  })
  return {
    ...graph,
    operations: operations.reverse(),
    constants: new Map([...graph.constants].filter(([name]) => used.has(name))),
  }
}

export type LoadedGraph = {
  /** @param watch told the value of each operation, which is disposed afterwards */
  readonly run: (images: Tensor, watch?: (name: string, value: Tensor) => void) => TensorMap
  readonly dispose: () => void
}

/** The graph computed again by TensorFlow, operation by operation. */
export function loadFrozen({ constants, operations, outputs, input }: FrozenGraph): LoadedGraph {
  const constantTensors = new Map<string, Tensor>()
  for (const [name, { values, shape, dtype }] of constants)
    constantTensors.set(name, tf.tensor(values, [...shape], dtype))
  return {
    run: (images, watch) =>
      tf.tidy(() => {
        const known = new Map([...constantTensors, [input, images]])
        for (const { op, attributes, inputs, output, outputCount } of operations) {
          const given = inputs.map((name) => known.get(name)!)
          const values = libraryBackend().executeMultipleOutputs(op, attributes, given, outputCount)
          for (const [place, value] of values.entries()) {
            known.set(outputName(output, place), value)
            watch?.(outputName(output, place), value)
          }
        }
        return Object.fromEntries([...outputs].map(([name, output]) => [name, known.get(output)!]))
      }) as TensorMap,
    dispose: () => tf.dispose([...constantTensors.values()]),
  }
}
