/** Reads the pretrained weights that Boxwright brings with it (resources/weights; their README tells where they come from). */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { BoxwrightError } from '../../../shared/errors.ts'

export type PretrainedLayer = {
  readonly name: string
  readonly type: 'conv' | 'dw' | 'add'
  readonly inputs: readonly string[]
  readonly stride: number
  readonly isRelu6: boolean
}
export type PretrainedWeights = {
  /** In the order of computation. */
  readonly layers: readonly PretrainedLayer[]
  /** `<layer>/kernel` and `<layer>/bias`, kernels as [height, width, in, out]. */
  readonly tensors: ReadonlyMap<string, { readonly shape: readonly number[]; readonly values: Float32Array }>
}

const tensorList = z.array(z.object({ name: z.string(), shape: z.array(z.int()), offset: z.int() }))
const layerList = z.array(
  z.object({
    name: z.string(),
    type: z.enum(['conv', 'dw', 'add']),
    input: z.string().optional(),
    inputs: z.array(z.string()).optional(),
    stride: z.int().optional(),
    act: z.enum(['relu6', 'linear']).optional(),
  }),
)

export async function readPretrained(folder: string): Promise<PretrainedWeights> {
  const name = join(folder, 'ssd_mnv2_oid')
  try {
    const [list, graph, data] = await Promise.all([
      readFile(`${name}.json`, 'utf8'),
      readFile(`${name}.graph.json`, 'utf8'),
      readFile(`${name}.f16.bin`),
    ])
    const values = halvesToFloats(data)
    const tensors = tensorList.parse(JSON.parse(list)).map(({ name, shape, offset }) => {
      const size = shape.reduce((product, side) => product * side, 1)
      return [name, { shape, values: values.slice(offset, offset + size) }] as const
    })
    const layers = layerList.parse(JSON.parse(graph)).map((layer) => ({
      name: layer.name,
      type: layer.type,
      inputs: layer.inputs ?? [layer.input!],
      stride: layer.stride ?? 1,
      isRelu6: layer.act === 'relu6',
    }))
    return { layers, tensors: new Map(tensors) }
  } catch (error) {
    throw new BoxwrightError(
      'weights-missing',
      `The pretrained weights in ${folder} cannot be read (${(error as Error).message}). Install Boxwright anew, or train from scratch.`,
      { path: folder },
    )
  }
}

/** IEEE 754 half precision, little endian. */
export function halvesToFloats(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Float32Array.from({ length: bytes.byteLength / 2 }, (_, index) => halfToFloat(view.getUint16(index * 2, true)))
}

function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0) return sign * 2 ** -14 * (fraction / 1024)
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  return sign * 2 ** (exponent - 15) * (1 + fraction / 1024)
}
