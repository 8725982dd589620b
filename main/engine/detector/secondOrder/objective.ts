/** What the methods of second order make small: a function of many numbers with its gradient, the same at every call. */

export type Vector = Float64Array

/** A place with what the function says there. */
export type Point = { readonly x: Vector; readonly value: number; readonly gradient: Vector }

/** Waited for, since a network computes on a device. */
export type Objective = (x: Vector) => Promise<Point>

/** One step of a method, from a place to a better one; it remembers what it needs for the next. */
export type Minimiser = { readonly step: (objective: Objective, from: Point) => Promise<Step> }

export type Step = {
  readonly point: Point
  /** False when no better place was found along the direction: there the method is done. */
  readonly isBetter: boolean
}

export function dot(a: Vector, b: Vector): number {
  let sum = 0
  for (let place = 0; place < a.length; place++) sum += a[place]! * b[place]!
  return sum
}

export const norm = (a: Vector): number => Math.sqrt(dot(a, a))

export const scaled = (a: Vector, factor: number): Vector => a.map((value) => value * factor)

/** a + factor * b */
export const plus = (a: Vector, b: Vector, factor = 1): Vector => a.map((value, place) => value + factor * b[place]!)

export const minus = (a: Vector, b: Vector): Vector => plus(a, b, -1)
