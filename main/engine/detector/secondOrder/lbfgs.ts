/**
 * L-BFGS (Liu and Nocedal, "On the limited memory BFGS method for large scale optimization", 1989; two loops: Nocedal and Wright,
 * algorithm 7.4). The last steps and what they did to the gradient stand for the inverse of the Hessian, which of so many numbers
 * could not be stored, let alone inverted.
 */
import { searchLine } from './lineSearch.ts'
import { dot, type Minimiser, minus, norm, type Point, plus, scaled, type Vector } from './objective.ts'

/** So many steps are remembered; more hardly help (the paper, section 5). */
const memory = 10
/** A pair whose curvature is not clearly positive is not remembered: it would turn the direction uphill. */
const leastCurvature = 1e-10

/** A step, what it did to the gradient, and the inverse of their product. */
type Pair = { readonly step: Vector; readonly change: Vector; readonly rho: number }

export function lbfgs(): Minimiser {
  const pairs: Pair[] = []
  return {
    step: async (objective, from) => {
      const direction = scaled(inverseTimes(pairs, from.gradient), -1)
      // Before anything is known, a step of length 1.
      const first = pairs.length === 0 ? 1 / Math.max(1, norm(from.gradient)) : 1
      const point = await searchLine(objective, from, direction, { first, flatness: 0.9 })
      if (!point) {
        // What is remembered may mislead; the next direction is the gradient's.
        const isDone = pairs.length === 0
        pairs.length = 0
        return { point: from, isBetter: !isDone }
      }
      remember(pairs, from, point)
      return { point, isBetter: true }
    },
  }
}

function remember(pairs: Pair[], from: Point, to: Point): void {
  const step = minus(to.x, from.x)
  const change = minus(to.gradient, from.gradient)
  const curvature = dot(step, change)
  if (curvature <= leastCurvature * norm(step) * norm(change)) return
  pairs.push({ step, change, rho: 1 / curvature })
  if (pairs.length > memory) pairs.shift()
}

/** The inverse of the Hessian times a vector. */
function inverseTimes(pairs: readonly Pair[], gradient: Vector): Vector {
  const last = pairs.at(-1)
  if (!last) return gradient
  const alphas: number[] = []
  let q = gradient
  for (const { step, change, rho } of pairs.toReversed()) {
    const alpha = rho * dot(step, q)
    alphas.push(alpha)
    q = plus(q, change, -alpha)
  }
  let r = scaled(q, dot(last.step, last.change) / dot(last.change, last.change))
  for (const [place, { step, change, rho }] of pairs.entries()) {
    const beta = rho * dot(change, r)
    r = plus(r, step, alphas[pairs.length - 1 - place]! - beta)
  }
  return r
}
