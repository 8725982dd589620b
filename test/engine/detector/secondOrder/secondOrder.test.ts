/** Newton, conjugate gradients and L-BFGS on functions whose minima are known. */
import { describe, expect, it } from 'vitest'
import { conjugateGradient } from '../../../../main/engine/detector/secondOrder/conjugateGradient.ts'
import { lbfgs } from '../../../../main/engine/detector/secondOrder/lbfgs.ts'
import { searchLine } from '../../../../main/engine/detector/secondOrder/lineSearch.ts'
import { newton } from '../../../../main/engine/detector/secondOrder/newton.ts'
import {
  dot,
  type Minimiser,
  norm,
  type Objective,
  type Point,
} from '../../../../main/engine/detector/secondOrder/objective.ts'

type Counted = { readonly objective: Objective; readonly calls: () => number }

function counted(value: (x: readonly number[]) => number, gradient: (x: readonly number[]) => number[]): Counted {
  let calls = 0
  return {
    calls: () => calls,
    objective: async (x) => {
      calls += 1
      return { x, value: value([...x]), gradient: Float64Array.from(gradient([...x])) }
    },
  }
}

/** Half of the sum of c (x - m)², with curvatures from 1 to 100: the minimum is m. */
const curvatures = [1, 3, 10, 30, 100]
const middle = [2, -1, 0.5, 3, -4]
const parabola = () =>
  counted(
    (x) => x.reduce((sum, value, place) => sum + (curvatures[place]! * (value - middle[place]!) ** 2) / 2, 0),
    (x) => x.map((value, place) => curvatures[place]! * (value - middle[place]!)),
  )

/** (1 - a)² + 100 (b - a²)²: a bent valley with its lowest place at (1, 1) (Rosenbrock, 1960). */
const rosenbrock = () =>
  counted(
    ([a = 0, b = 0]) => (1 - a) ** 2 + 100 * (b - a ** 2) ** 2,
    ([a = 0, b = 0]) => [-2 * (1 - a) - 400 * a * (b - a ** 2), 200 * (b - a ** 2)],
  )

async function minimise(method: Minimiser, { objective }: Counted, start: readonly number[], steps: number) {
  const path: Point[] = [await objective(Float64Array.from(start))]
  for (let step = 0; step < steps; step++) {
    const { point, isBetter } = await method.step(objective, path.at(-1)!)
    if (!isBetter) break
    path.push(point)
    if (norm(point.gradient) < 1e-8) break
  }
  return path
}

const methods = { newton, 'conjugate gradients': conjugateGradient, 'L-BFGS': lbfgs }
const each = Object.entries(methods)

describe('methods of second order', () => {
  it.each(each)('%s: no step climbs, and the parabola’s middle is found', async (_, method) => {
    const path = await minimise(method(), parabola(), [0, 0, 0, 0, 0], 60)
    for (const [place, { value }] of path.entries())
      if (place > 0) expect(value).toBeLessThanOrEqual(path[place - 1]!.value)
    for (const [place, value] of path.at(-1)!.x.entries()) expect(value).toBeCloseTo(middle[place]!, 5)
  })

  it.each(each)('%s: the end of Rosenbrock’s valley is found from where gradient descent creeps', async (_, method) => {
    const path = await minimise(method(), rosenbrock(), [-1.2, 1], 200)
    const [a, b] = path.at(-1)!.x
    expect(a).toBeCloseTo(1, 4)
    expect(b).toBeCloseTo(1, 4)
  })

  it('Newton’s steps get better the nearer they are: each leaves no more than the 1.5th power of the slope', async () => {
    const path = await minimise(newton(), parabola(), [1.9, -0.9, 0.6, 3.1, -4.1], 8)
    const slopes = path.map(({ gradient }) => norm(gradient))
    for (const [place, slope] of slopes.slice(1).entries()) {
      // The products with the Hessian are differences of gradients, exact to about a thousandth.
      expect(slope).toBeLessThanOrEqual(Math.min(0.5, Math.sqrt(slopes[place]!)) * slopes[place]! * 1.01 + 1e-8)
    }
    expect(slopes.at(-1)).toBeLessThan(1e-8)
  })

  it('conjugate gradients do on a parabola in ten steps what gradient descent cannot do in a hundred', async () => {
    const path = await minimise(conjugateGradient(), parabola(), [0, 0, 0, 0, 0], 10)
    // At its worst descent keeps ((100 - 1) / (100 + 1))² of the value in each step where the curvatures are 1 and 100 to 1.
    const afterDescent = ((100 - 1) / (100 + 1)) ** 200
    expect(path.at(-1)!.value / path[0]!.value).toBeLessThan(afterDescent)
  })

  it.each(each)(
    '%s need fewer looks at Rosenbrock’s valley than gradient descent with the same line search',
    async (_, method) => {
      const limit = 1e-3
      const looks = async (how: Minimiser) => {
        const valley = rosenbrock()
        let point = await valley.objective(Float64Array.of(-1.2, 1))
        for (let step = 0; step < 2000 && point.value > limit; step++) {
          const next = await how.step(valley.objective, point)
          if (!next.isBetter) break
          point = next.point
        }
        return point.value <= limit ? valley.calls() : Number.POSITIVE_INFINITY
      }
      const descent: Minimiser = {
        step: async (objective, from) => {
          const point = await searchLine(
            objective,
            from,
            from.gradient.map((value) => -value),
            { first: 1e-3, flatness: 0.9 },
          )
          return point ? { point, isBetter: true } : { point: from, isBetter: false }
        },
      }
      expect(await looks(method())).toBeLessThan((await looks(descent)) / 2)
    },
  )

  it.each(each)('%s say when there is no better place', async (_, method) => {
    const how = method()
    const valley = rosenbrock()
    const lowest = await valley.objective(Float64Array.of(1, 1))
    expect(await how.step(valley.objective, lowest)).toEqual({ point: lowest, isBetter: false })
  })
})

describe('the line search', () => {
  it('keeps both of Wolfe’s conditions', async () => {
    const valley = rosenbrock()
    const from = await valley.objective(Float64Array.of(-1.2, 1))
    const direction = from.gradient.map((value) => -value)
    const slope = dot(from.gradient, direction)
    for (const first of [1e-6, 1e-3, 1, 1000]) {
      const to = (await searchLine(valley.objective, from, direction, { first, flatness: 0.9 }))!
      const length = (to.x[0]! - from.x[0]!) / direction[0]!
      expect(to.value).toBeLessThanOrEqual(from.value + 1e-4 * length * slope)
      expect(Math.abs(dot(to.gradient, direction))).toBeLessThanOrEqual(0.9 * Math.abs(slope))
    }
  })

  it('goes nowhere uphill, and past a place where the function is not a number', async () => {
    const log = counted(
      ([x = 0]) => x - Math.log(x),
      ([x = 0]) => [1 - 1 / x],
    )
    const from = await log.objective(Float64Array.of(3))
    expect(await searchLine(log.objective, from, Float64Array.of(1), { first: 1, flatness: 0.9 })).toBeNull()
    // Beyond x = 0 there is no value.
    const to = await searchLine(log.objective, from, Float64Array.of(-1), { first: 10, flatness: 0.1 })
    expect(to!.x[0]).toBeGreaterThan(0)
    expect(to!.value).toBeLessThan(from.value)
  })
})
