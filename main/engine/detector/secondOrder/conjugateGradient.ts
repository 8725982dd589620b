/**
 * Conjugate gradients for functions that are no parabola (Fletcher and Reeves, 1964; Polak and Ribière, 1969; with beta never below
 * zero: Powell, 1984; Nocedal and Wright, section 5.2). Each direction is the gradient's, less what would undo the steps before; it
 * remembers one vector. On a parabola of n numbers it arrives after n steps.
 */
import { searchLine } from './lineSearch.ts'
import { dot, type Minimiser, minus, norm, type Point, plus, scaled, type Vector } from './objective.ts'

export function conjugateGradient(): Minimiser {
  let former: { readonly gradient: Vector; readonly direction: Vector; readonly length: number } | null = null
  return {
    step: async (objective, from) => {
      const steepest = scaled(from.gradient, -1)
      const beta = former === null ? 0 : betaOf(from, former.gradient)
      const turned = former === null ? steepest : plus(steepest, former.direction, beta)
      // A direction that leads uphill has lost its memory's worth.
      const direction = dot(turned, from.gradient) < 0 ? turned : steepest
      const first = firstLength(from, direction, former)
      const point = await searchLine(objective, from, direction, { first, flatness: 0.2 })
      if (!point) {
        const isDone = former === null || beta === 0
        former = null
        return { point: from, isBetter: !isDone }
      }
      former = { gradient: from.gradient, direction, length: norm(minus(point.x, from.x)) / norm(direction) }
      return { point, isBetter: true }
    },
  }
}

/** Polak and Ribière, and never below zero: then it begins anew by itself. */
function betaOf({ gradient }: Point, former: Vector): number {
  return Math.max(0, dot(gradient, minus(gradient, former)) / dot(former, former))
}

/** What the last step gained on this slope (Nocedal and Wright, section 3.5); at first a step of length 1. */
function firstLength(
  { gradient }: Point,
  direction: Vector,
  former: { readonly gradient: Vector; readonly direction: Vector; readonly length: number } | null,
): number {
  if (former === null) return 1 / Math.max(1, norm(gradient))
  return (former.length * dot(former.gradient, former.direction)) / dot(gradient, direction)
}
