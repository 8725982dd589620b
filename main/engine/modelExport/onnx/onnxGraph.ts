/** An ONNX graph as plain data: what the translation makes, the quantisation changes and the writer writes. */
export type OnnxType = 'float32' | 'float16' | 'int64' | 'int32' | 'int8' | 'uint8'

export type OnnxConstant = {
  readonly type: OnnxType
  readonly shape: readonly number[]
  readonly values: ArrayLike<number>
}

export type OnnxAttribute =
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'integers'; readonly value: readonly number[] }

export type OnnxNode = {
  readonly op: string
  readonly inputs: readonly string[]
  readonly output: string
  readonly attributes: Readonly<Record<string, OnnxAttribute>>
}

/** A size that is left open has a name instead of a number. */
export type OnnxValue = { readonly name: string; readonly shape: readonly (number | string)[] }

export type OnnxGraph = {
  /** Of float32, as are the outputs. */
  readonly inputs: readonly OnnxValue[]
  readonly outputs: readonly OnnxValue[]
  readonly constants: ReadonlyMap<string, OnnxConstant>
  /** In the order in which they can be computed. */
  readonly nodes: readonly OnnxNode[]
}

export const integer = (value: number): OnnxAttribute => ({ kind: 'integer', value })
export const float = (value: number): OnnxAttribute => ({ kind: 'float', value })
export const text = (value: string): OnnxAttribute => ({ kind: 'text', value })
export const integers = (value: readonly number[]): OnnxAttribute => ({ kind: 'integers', value })
