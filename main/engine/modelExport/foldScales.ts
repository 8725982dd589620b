/**
 * Batch norm of a trained detector is a factor and a shift for each channel. The factor goes into the kernel of the
 * convolution before it: one operation less for every layer, and one range less that a quantised model has to cover.
 */
import {
  type FrozenConstant,
  type FrozenGraph,
  type FrozenOperation,
  usesIn,
  withoutUnused,
} from '../tensorflow/frozenGraph.ts'

/** Which dimension of a kernel counts the channels that the convolution gives. */
const outputDimension: Readonly<Record<string, number>> = { Conv2D: 3, DepthwiseConv2dNative: 2 }

export function foldScales(graph: FrozenGraph): FrozenGraph {
  const uses = usesIn(graph)
  const producer = new Map(graph.operations.map((operation) => [operation.output, operation]))
  const constants = new Map(graph.constants)
  const replaced = new Map<string, FrozenOperation>()
  const renamed = new Map<string, string>()
  for (const { op, inputs, output } of graph.operations) {
    const convolution = producer.get(inputs[0]!)
    const factors = constants.get(inputs[1] ?? '')
    const dimension = outputDimension[convolution?.op ?? '']
    if (op !== 'Mul' || !convolution || !factors || dimension === undefined || uses.get(inputs[0]!) !== 1) continue
    const kernel = constants.get(convolution.inputs[1]!)!
    if (factors.values.length !== kernel.shape[dimension] || factors.shape.at(-1) !== factors.values.length) continue
    const name = `${convolution.output}_kernel`
    constants.set(name, scaledKernel(kernel, factors.values, dimension))
    replaced.set(convolution.output, { ...convolution, inputs: [convolution.inputs[0]!, name] })
    renamed.set(output, convolution.output)
  }
  const operations = graph.operations
    .filter(({ output }) => !renamed.has(output))
    .map((operation) => replaced.get(operation.output) ?? operation)
    .map((operation) => ({ ...operation, inputs: operation.inputs.map((name) => renamed.get(name) ?? name) }))
  return withoutUnused({ ...graph, constants, operations })
}

function scaledKernel(
  { shape, dtype, values }: FrozenConstant,
  factors: ArrayLike<number>,
  dimension: number,
): FrozenConstant {
  const inner = shape.slice(dimension + 1).reduce((product, size) => product * size, 1)
  const scaled = Float32Array.from(
    values,
    (value, index) => value * factors[Math.floor(index / inner) % factors.length]!,
  )
  return { shape, dtype, values: scaled }
}
