/**
 * How far to go along a direction: to a place that is lower in proportion to the slope (Armijo) and where the slope has flattened
 * (curvature); together the strong Wolfe conditions (Nocedal and Wright, "Numerical Optimization", 2006, algorithms 3.5 and 3.6).
 * Methods that remember curvature need them: without the second one what they learn would not be a curvature at all.
 */
import { dot, type Objective, type Point, plus, type Vector } from './objective.ts'

/** A step has to gain this part of what the slope promises. */
const leastGain = 1e-4
/** No step is tried beyond this, and no more than so many. */
const longestStep = 1e6
const mostTrials = 20
/** A bracket this narrow holds no better place. */
const narrowest = 1e-12

export type SearchSettings = {
  /** The first length that is tried. */
  readonly first: number
  /** How much of the slope may be left: 0.9 for Newton's kin, 0.1 where directions must be conjugate. */
  readonly flatness: number
}

/** A place on the line. */
type Trial = { readonly length: number; readonly point: Point; readonly slope: number }

/** @returns the place, or null when the direction leads nowhere lower */
export async function searchLine(
  objective: Objective,
  from: Point,
  direction: Vector,
  { first, flatness }: SearchSettings,
): Promise<Point | null> {
  const start: Trial = { length: 0, point: from, slope: dot(from.gradient, direction) }
  if (!(start.slope < 0)) return null
  const line: Line = {
    at: async (length) => {
      const point = await objective(plus(from.x, direction, length))
      return { length, point, slope: dot(point.gradient, direction) }
    },
    isTooHigh: ({ length, point }) => !(point.value <= from.value + leastGain * length * start.slope),
    isFlat: ({ slope }) => Math.abs(slope) <= -flatness * start.slope,
  }
  let before = start
  let length = first
  for (let trial = 0; trial < mostTrials; trial++) {
    const here = await line.at(length)
    if (line.isTooHigh(here) || (trial > 0 && here.point.value >= before.point.value)) {
      return lower(await narrow(line, before, here), from)
    }
    if (line.isFlat(here)) return here.point
    if (here.slope >= 0) return lower(await narrow(line, here, before), from)
    before = here
    length = Math.min(2 * length, longestStep)
  }
  return lower(before, from)
}

type Line = {
  readonly at: (length: number) => Promise<Trial>
  readonly isTooHigh: (trial: Trial) => boolean
  readonly isFlat: (trial: Trial) => boolean
}

/** Between a place that is low and one that is too far, halving or better, until the slope is flat. */
async function narrow(line: Line, low: Trial, high: Trial): Promise<Trial> {
  for (let trial = 0; trial < mostTrials; trial++) {
    if (Math.abs(high.length - low.length) < narrowest) return low
    const here = await line.at(between(low, high))
    if (line.isTooHigh(here) || here.point.value >= low.point.value) high = here
    else {
      if (line.isFlat(here)) return here
      if (here.slope * (high.length - low.length) >= 0) high = low
      low = here
    }
  }
  return low
}

/** Where the parabola through value and slope of one and value of the other is lowest, kept away from both ends. */
function between(low: Trial, high: Trial): number {
  const width = high.length - low.length
  const curve = high.point.value - low.point.value - low.slope * width
  const parabola = Number.isFinite(curve) && curve > 0 ? (-low.slope * width ** 2) / (2 * curve) : width / 2
  const part = Math.min(0.9, Math.max(0.1, parabola / width))
  return low.length + part * width
}

const lower = ({ point }: Trial, from: Point): Point | null => (point.value < from.value ? point : null)
