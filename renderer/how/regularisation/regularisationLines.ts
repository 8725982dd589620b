/** What holds weights down as formulas, with the numbers of the experiment. */
import type { Regularisation } from '../../../shared/howCalls.ts'
import { shortNumber } from '../../charts/figureText.ts'

export function regularisationLines({ learningRate, l2, l1, dropout, steps, heads }: Regularisation): string[] {
  const left = 1 - 2 * learningRate * l2
  const norm = (kind: string) => heads.find((head) => head.kind === kind)!.norm
  return [
    `L2: w ← (1 − 2ρλ) w − ρ g = (1 − 2 · ${learningRate} · ${l2}) w − ρ g = ${shortNumber(left)} w − ρ g`,
    `${shortNumber(left)}^${steps} = ${shortNumber(left ** steps)},  √Σw²: ${shortNumber(norm('run'))} → ${shortNumber(norm('l2'))}`,
    `L1: w ← w − ρλ sign(w) − ρ g = w − ${learningRate} · ${shortNumber(l1)} · sign(w) − ρ g = w − ${shortNumber(learningRate * l1)} · sign(w) − ρ g`,
    ...(dropout === null
      ? []
      : [`Dropout: y = x · m / (1 − p),  m = 0 | 1,  1 / (1 − ${dropout}) = ${shortNumber(1 / (1 - dropout))}`]),
  ]
}
