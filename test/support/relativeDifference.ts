/** How far two lists of numbers lie apart, as a part of the size of the second. */
export function relativeDifference(a: Float32Array, b: Float32Array): number {
  const squared = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value * value, 0)
  return Math.sqrt(squared(a.map((value, index) => value - b[index]!)) / Math.max(1e-12, squared(b)))
}
