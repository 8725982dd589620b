/**
 * A float graph with the convolutions and what is between them in eight bits, as ONNX runtimes read it: each map goes through
 * QuantizeLinear and DequantizeLinear, each kernel is stored in int8 with a step for each channel, each bias in int32
 * (Jacob et al., "Quantization and training of neural networks for efficient integer-arithmetic-only inference", 2018).
 * The last convolutions, whose numbers are boxes and probabilities, keep float weights.
 */
import type { Range } from '../calibrate.ts'
import { integer, type OnnxConstant, type OnnxGraph, type OnnxNode } from './onnxGraph.ts'

/** What runtimes compute in eight bits. */
const quantised: ReadonlySet<string> = new Set([
  'Conv',
  'Add',
  'Mul',
  'Concat',
  'Resize',
  'Relu',
  'Clip',
  'LeakyRelu',
  'Sigmoid',
  'Tanh',
])
/** What runtimes compute within the operation before. */
const fused: ReadonlySet<string> = new Set(['Relu', 'Clip'])

/**
 * Largest step of a weight. Not 127: processors without VNNI add two products of weight and value in 16 bits, which would
 * overflow (onnxruntime's documentation calls it reduce_range).
 */
const largestWeight = 63
const steps = 255

export function quantise(graph: OnnxGraph, ranges: ReadonlyMap<string, Range>): OnnxGraph {
  const consumers = consumersOf(graph)
  const isCovered = (name: string): boolean => {
    const users = consumers.get(name) ?? []
    const isOnlyFused = users.length === 1 && fused.has(users[0]!.op)
    return ranges.has(name) && !isOnlyFused && users.some(({ op }) => quantised.has(op))
  }
  /** The map that leaves a convolution, behind what is computed within it. */
  const endOf = ({ output }: OnnxNode): string => {
    const users = consumers.get(output) ?? []
    return users.length === 1 && fused.has(users[0]!.op) ? users[0]!.output : output
  }
  const constants = new Map(graph.constants)
  const nodes: OnnxNode[] = []
  const quantisedAs = new Map<string, { readonly name: string; readonly step: number }>()
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((name) => quantisedAs.get(name)?.name ?? name)
    const input = quantisedAs.get(node.inputs[0]!)
    if (node.op === 'Conv' && input && isCovered(endOf(node))) {
      const weights = quantiseWeights(node, input.step, constants, nodes)
      nodes.push({ ...node, inputs: [inputs[0]!, ...weights] })
    } else nodes.push({ ...node, inputs })
    if (isCovered(node.output)) {
      quantisedAs.set(node.output, quantiseMap(node.output, ranges.get(node.output)!, constants, nodes))
    }
  }
  return { ...graph, nodes, constants: usedConstants(constants, nodes) }
}

function consumersOf({ nodes }: OnnxGraph): ReadonlyMap<string, readonly OnnxNode[]> {
  const consumers = new Map<string, OnnxNode[]>()
  for (const node of nodes) {
    for (const name of new Set(node.inputs)) consumers.set(name, [...(consumers.get(name) ?? []), node])
  }
  return consumers
}

/** Zero is a step of its own, since borders and rectifiers give it exactly. */
function quantiseMap(name: string, range: Range, constants: Map<string, OnnxConstant>, nodes: OnnxNode[]) {
  const min = Math.min(0, range.min)
  const max = Math.max(0, range.max)
  const step = Math.fround((max - min) / steps) || 1
  const zero = Math.round(-min / step)
  constants.set(`${name}_step`, { type: 'float32', shape: [], values: [step] })
  constants.set(`${name}_zero`, { type: 'uint8', shape: [], values: [zero] })
  const parameters = [`${name}_step`, `${name}_zero`]
  const [small, back] = [`${name}_uint8`, `${name}_covered`]
  nodes.push({ op: 'QuantizeLinear', inputs: [name, ...parameters], output: small, attributes: {} })
  nodes.push({ op: 'DequantizeLinear', inputs: [small, ...parameters], output: back, attributes: {} })
  return { name: back, step }
}

/** @returns the names of the kernel and, where there is one, of the bias, as numbers again */
function quantiseWeights(
  { inputs }: OnnxNode,
  inputStep: number,
  constants: Map<string, OnnxConstant>,
  nodes: OnnxNode[],
): string[] {
  const [, kernelName, biasName] = inputs as [string, string, string?]
  const kernel = constants.get(kernelName)!
  const channels = kernel.shape[0]!
  const length = kernel.values.length / channels
  const kernelSteps = Float32Array.from({ length: channels }, (_, channel) => {
    let largest = 0
    for (let index = 0; index < length; index++) {
      largest = Math.max(largest, Math.abs(kernel.values[channel * length + index]!))
    }
    return largest / largestWeight || 1
  })
  const store = (name: string, values: OnnxConstant, ofChannel: Float32Array) => {
    constants.set(`${name}_steps`, { type: 'float32', shape: [channels], values: ofChannel })
    const zeros = { type: values.type, shape: [channels], values: new Float32Array(channels) }
    constants.set(`${name}_zeros`, zeros)
    constants.set(`${name}_${values.type}`, values)
    nodes.push({
      op: 'DequantizeLinear',
      inputs: [`${name}_${values.type}`, `${name}_steps`, `${name}_zeros`],
      output: `${name}_covered`,
      attributes: { axis: integer(0) },
    })
    return `${name}_covered`
  }
  const weights = Int8Array.from(kernel.values, (value, index) =>
    Math.round(value / kernelSteps[Math.floor(index / length)]!),
  )
  const names = [store(kernelName, { type: 'int8', shape: kernel.shape, values: weights }, kernelSteps)]
  if (biasName === undefined) return names
  const biasSteps = kernelSteps.map((step) => step * inputStep)
  const bias = Int32Array.from(constants.get(biasName)!.values, (value, channel) =>
    Math.round(value / biasSteps[channel]!),
  )
  return [...names, store(biasName, { type: 'int32', shape: [channels], values: bias }, biasSteps)]
}

function usedConstants(
  constants: ReadonlyMap<string, OnnxConstant>,
  nodes: readonly OnnxNode[],
): ReadonlyMap<string, OnnxConstant> {
  const used = new Set(nodes.flatMap(({ inputs }) => inputs))
  return new Map([...constants].filter(([name]) => used.has(name)))
}
