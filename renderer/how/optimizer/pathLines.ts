/** The rules of the optimizers, and their first step with the numbers of this plane. */
import type { OptimizerPaths } from '../../../shared/howCalls.ts'
import { shortNumber } from '../../charts/figureText.ts'

const n = shortNumber

export function pathLines(paths: OptimizerPaths | null): string[] {
  const rules = [
    'θ(a, b) = θ* + a·d₁ + b·d₂,  |dᵢ| = |θ*|',
    'SGD: θ ← θ − ρ g',
    'Momentum: v ← 0.9 v + g,  θ ← θ − ρ v',
    'RMSProp: r ← 0.99 r + 0.01 g²,  θ ← θ − ρ g / (√r + ε)',
    'Adam: v ← 0.9 v + 0.1 g,  r ← 0.999 r + 0.001 g²,  θ ← θ − ρ (v / (1 − 0.9ᵗ)) / (√(r / (1 − 0.999ᵗ)) + ε)',
  ]
  const sgd = paths?.paths.find(({ rule }) => rule === 'sgd')
  if (!paths || !sgd || sgd.points.length < 2) return rules
  const [first, second] = sgd.points as [(typeof sgd.points)[number], (typeof sgd.points)[number]]
  const [ga, gb] = paths.gradient
  const rate = sgd.learningRate
  return [
    ...rules,
    `g = (∂L/∂a, ∂L/∂b) = (${n(ga)}, ${n(gb)})`,
    `SGD: a = ${n(first.at[0])} − ${n(rate)} · ${n(ga)} = ${n(second.at[0])},  b = ${n(first.at[1])} − ${n(rate)} · ${n(gb)} = ${n(second.at[1])}`,
  ]
}
