/**
 * Newton's method without a matrix (Nocedal and Wright, algorithm 7.1; for networks: Martens, "Deep learning via Hessian-free
 * optimization", 2010). The step p solves H p = -g by linear conjugate gradients, which only ask for H times a vector; that is the
 * difference of two gradients a little apart. Where H curves downwards the way so far is taken, so that it never climbs.
 */
import { searchLine } from './lineSearch.ts'
import { dot, type Minimiser, minus, norm, type Objective, type Point, plus, scaled, type Vector } from './objective.ts'

/** Each costs a gradient; a rough direction is good enough far from the minimum. */
const mostProducts = 10
/** How far apart two gradients are taken, as a part of the place's own size: the root of what a number can tell apart. */
const apartness = 1e-4

export function newton(): Minimiser {
  return {
    step: async (objective, from) => {
      const direction = await newtonDirection(objective, from)
      const point = await searchLine(objective, from, direction, { first: 1, flatness: 0.9 })
      return point ? { point, isBetter: true } : { point: from, isBetter: false }
    },
  }
}

async function newtonDirection(objective: Objective, from: Point): Promise<Vector> {
  const { gradient } = from
  const size = norm(gradient)
  // Exact near the minimum, rough far from it: the method stays as fast as Newton's there.
  const tolerance = Math.min(0.5, Math.sqrt(size)) * size
  let solution: Vector = new Float64Array(gradient.length)
  let residual = gradient
  let direction = scaled(residual, -1)
  for (let product = 0; product < Math.min(mostProducts, gradient.length); product++) {
    const curved = await hessianTimes(objective, from, direction)
    const curvature = dot(direction, curved)
    if (curvature <= 0) return product === 0 ? direction : solution
    const length = dot(residual, residual) / curvature
    solution = plus(solution, direction, length)
    const next = plus(residual, curved, length)
    if (norm(next) < tolerance) return solution
    direction = plus(scaled(next, -1), direction, dot(next, next) / dot(residual, residual))
    residual = next
  }
  return solution
}

async function hessianTimes(objective: Objective, { x, gradient }: Point, direction: Vector): Promise<Vector> {
  const step = (apartness * Math.max(1, norm(x))) / norm(direction)
  const beside = await objective(plus(x, direction, step))
  return scaled(minus(beside.gradient, gradient), 1 / step)
}
