/**
 * Numbers that know their slopes with respect to some inputs (forward differentiation): each operation applies its own rule,
 * so that the end of a formula has the gradient by the chain rule.
 */
export type Sloped = { readonly value: number; readonly slopes: readonly number[] }

/** The inputs, each with slope 1 with respect to itself. */
export const inputs = (values: readonly number[]): Sloped[] =>
  values.map((value, place) => ({ value, slopes: values.map((_, other) => (other === place ? 1 : 0)) }))

export const add = (a: Sloped, b: Sloped | number): Sloped =>
  typeof b === 'number'
    ? { value: a.value + b, slopes: a.slopes }
    : { value: a.value + b.value, slopes: a.slopes.map((slope, place) => slope + b.slopes[place]!) }

export const scale = (a: Sloped, factor: number): Sloped => mapped(a, a.value * factor, factor)
export const subtract = (a: Sloped, b: Sloped | number): Sloped => add(a, typeof b === 'number' ? -b : scale(b, -1))

export const multiply = (a: Sloped, b: Sloped): Sloped => ({
  value: a.value * b.value,
  slopes: a.slopes.map((slope, place) => slope * b.value + a.value * b.slopes[place]!),
})

export const divide = (a: Sloped, b: Sloped): Sloped => ({
  value: a.value / b.value,
  slopes: a.slopes.map((slope, place) => (slope * b.value - a.value * b.slopes[place]!) / b.value ** 2),
})

export const square = (a: Sloped): Sloped => mapped(a, a.value ** 2, 2 * a.value)
export const absolute = (a: Sloped): Sloped => mapped(a, Math.abs(a.value), Math.sign(a.value))
export const logarithm = (a: Sloped): Sloped => mapped(a, Math.log(a.value), 1 / a.value)
export const arcTangent = (a: Sloped): Sloped => mapped(a, Math.atan(a.value), 1 / (1 + a.value ** 2))

export function squash(a: Sloped): Sloped {
  const value = 1 / (1 + Math.exp(-a.value))
  return mapped(a, value, value * (1 - value))
}

/** The smaller or larger of a number and a constant; the constant has no slope. */
export const atMost = (a: Sloped, limit: number): Sloped => (a.value <= limit ? a : constant(a, limit))
export const atLeast = (a: Sloped, limit: number): Sloped => (a.value >= limit ? a : constant(a, limit))

const constant = (like: Sloped, value: number): Sloped => ({ value, slopes: like.slopes.map(() => 0) })
const mapped = (a: Sloped, value: number, slope: number): Sloped => ({
  value,
  slopes: a.slopes.map((each) => each * slope),
})
