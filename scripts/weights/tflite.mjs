/**
 * Reads a convolutional network with 16-bit weights out of a TensorFlow Lite file: its tensors in TensorFlow's layout (kernels height, width,
 * input, output; depthwise kernels height, width, channel, 1) and its layers by name. Field numbers are those of TensorFlow Lite's schema.
 */
import { readFlatBuffer } from './flatBuffer.mjs'

const operators = { 0: 'add', 3: 'conv', 4: 'dw', 6: 'dequantize', 22: 'reshape' }
const activations = { 0: 'linear', 1: 'relu', 3: 'relu6' }

/** Gives {tensors: [{name, shape, halves}], layers}; `halves` are the 16-bit floats as they are stored. */
export function readTflite(bytes) {
  const network = readNetwork(bytes)
  const produced = new Map([[network.input, 'input']])
  const [tensors, layers] = [[], []]
  for (const operator of network.operators) {
    const layer = layerOf(operator, network, produced)
    if (operator.kind === 'reshape') produced.set(operator.outputs[0], produced.get(operator.inputs[0]))
    if (!layer) continue
    layers.push(layer)
    produced.set(operator.outputs[0], layer.name)
    if (layer.type !== 'add') tensors.push(...weightsOf(operator, network))
  }
  return { tensors, layers }
}

function readNetwork(bytes) {
  const model = readFlatBuffer(bytes)
  const graph = model.tables(2)[0]
  const codes = model.tables(1).map((code) => Math.max(code.byte(0), code.int(3)))
  const all = graph.tables(3).map((operator, index) => ({
    name: `op${index}`,
    kind: operators[codes[operator.int(0)]],
    inputs: operator.ints(1),
    outputs: operator.ints(2),
    table: operator,
  }))
  // The weights are stored in 16 bits and widened at run time: the widened tensor stands for its source.
  const sources = new Map(all.filter(isWidening).map(({ inputs, outputs }) => [outputs[0], inputs[0]]))
  return { input: graph.ints(1)[0], operators: all, sources, tensors: graph.tables(0), buffers: model.tables(4) }
}

const isWidening = ({ kind }) => kind === 'dequantize'

function layerOf({ name, kind, inputs, outputs, table }, network, produced) {
  if (kind === 'add') return { name, type: 'add', inputs: inputs.map((input) => produced.get(input)) }
  if (kind !== 'conv' && kind !== 'dw') return undefined
  const options = table.table(4)
  const activation = options.byte(kind === 'conv' ? 3 : 4)
  return {
    name,
    type: kind,
    input: produced.get(inputs[0]),
    stride: options.int(2),
    act: activations[activation],
    tf: network.tensors[outputs[0]].text(3).split(';').at(-1),
  }
}

function weightsOf({ name, inputs }, network) {
  const kernel = constant(inputs[1], network)
  const [first, height, width, last] = kernel.shape
  return [
    { name: `${name}/kernel`, shape: [height, width, last, first], halves: firstAxisLast(kernel.halves, first) },
    { name: `${name}/bias`, ...constant(inputs[2], network) },
  ]
}

function constant(index, network) {
  const tensor = network.tensors[network.sources.get(index) ?? index]
  const bytes = network.buffers[tensor.int(2)].bytes(0).slice()
  return { shape: tensor.ints(0), halves: new Uint16Array(bytes.buffer) }
}

/** [first, rest] → [rest, first] */
function firstAxisLast(values, first) {
  const rest = values.length / first
  return Uint16Array.from(values, (_, index) => values[(index % first) * rest + Math.floor(index / first)])
}
