/** A number with a fixed count of decimals, never "-0.00". */
export function printed(value: number, decimals: number): string {
  const text = value.toFixed(decimals)
  return Number(text) === 0 ? (0).toFixed(decimals) : text
}

/**
 * Centre and length of the interval [low, high] of a side, as shares of the side, so that the printed digits themselves
 * satisfy 0 <= centre - length / 2 and centre + length / 2 <= 1: readers that compute with them find nothing outside.
 */
export function printedCentreAndLength(low: number, high: number, side: number, decimals: number): [string, string] {
  const whole = 10 ** decimals
  const length = Math.min(whole, Math.max(1, Math.round(((high - low) / side) * whole)))
  const leastCentre = Math.ceil(length / 2)
  const centre = Math.round(((low + high) / 2 / side) * whole)
  const inside = Math.min(whole - leastCentre, Math.max(leastCentre, centre))
  return [printed(inside / whole, decimals), printed(length / whole, decimals)]
}

/** Two edges whose printed digits differ, so that a box thinner than the last digit has an area still. */
export function printedEdges(low: number, high: number, decimals: number): [string, string] {
  const [start, end] = [printed(low, decimals), printed(high, decimals)]
  if (start !== end) return [start, end]
  const least = 10 ** -decimals
  return Number(start) >= least
    ? [printed(Number(start) - least, decimals), end]
    : [start, printed(Number(end) + least, decimals)]
}
