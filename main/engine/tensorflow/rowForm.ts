/**
 * Arithmetic between pictures and a number for each of their channels, written over whole rows. On a processor TensorFlow looks up
 * the operand that is repeated number by number where the last dimension is as short as three channels, which takes many times as
 * long as the arithmetic. With the channels repeated once for a whole row, the row is the last dimension, and the same arithmetic
 * runs at the speed of memory.
 *   pictures [batch, height, width, channels] → [batch, height, width x channels]
 *   channels [batch or 1, 1, 1, channels] → [batch or 1, 1, channels] → repeated to [batch or 1, 1, width x channels]
 */
export type RowForm = {
  /** Which of the two operands is the channels; the other is the pictures. */
  readonly narrow: 0 | 1
  readonly picturesShape: readonly number[]
  readonly channelsShape: readonly number[]
  readonly repeats: readonly number[]
}

const arithmetic: ReadonlySet<string> = new Set(['Add', 'AddV2', 'Sub', 'Mul', 'RealDiv'])

/** More channels than this fill the processor's vectors by themselves. */
const mostChannels = 8

/** Below this what is gained is lost to the operations that repeat. */
const fewestNumbers = 200_000

type Operand = { readonly dtype: string; readonly shape: readonly number[] }

/** @returns null for all other operations, which stay as they are */
export function rowFormOf(op: string, operands: readonly Operand[]): RowForm | null {
  const [a, b] = operands
  if (!arithmetic.has(op) || !a || !b || operands.some(({ dtype }) => dtype !== 'float32')) return null
  return formOf(a.shape, b.shape, 1) ?? formOf(b.shape, a.shape, 0)
}

function formOf(pictures: readonly number[], short: readonly number[], narrow: 0 | 1): RowForm | null {
  if (pictures.length < 2 || short.length > pictures.length) return null
  const channels = [...Array.from({ length: pictures.length - short.length }, () => 1), ...short]
  const [width, depth] = pictures.slice(-2) as [number, number]
  const outer = channels.slice(0, -2)
  const fits =
    channels.at(-1) === depth &&
    channels.at(-2) === 1 &&
    outer.every((size, dimension) => size === 1 || size === pictures[dimension])
  const isWorthIt = depth > 1 && depth <= mostChannels && width > 1 && product(pictures) >= fewestNumbers
  if (!fits || !isWorthIt) return null
  return {
    narrow,
    picturesShape: [...pictures.slice(0, -2), width * depth],
    channelsShape: [...outer, depth],
    repeats: [...outer.map(() => 1), width],
  }
}

const product = (shape: readonly number[]): number => shape.reduce((total, size) => total * size, 1)
