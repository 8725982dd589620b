/** The losses of a row by the formulas of the course, weighted as in training, beside what TensorFlow found. */
import { assertNever } from '../../../shared/errors.ts'
import type { LossFormula, RowLosses } from '../../../shared/howCalls.ts'
import { boxLoss, offsetsLoss } from '../../../shared/lessons/boxLoss.ts'
import {
  classLoss,
  elementLoss,
  type LossAndGradients,
  sigmoid,
  softmax,
} from '../../../shared/lessons/probabilities.ts'

/** @returns the weighted term, and its gradient with respect to all that was said */
export function byFormula(said: readonly number[], formula: LossFormula | null): LossAndGradients {
  const gradients = said.map(() => 0)
  if (!formula) return { value: 0, gradients }
  const { first, value, slopes } = unweighted(said, formula)
  for (const [place, slope] of slopes.entries()) gradients[first + place] = formula.weight * slope
  return { value: formula.weight * value, gradients }
}

type Unweighted = { readonly first: number; readonly value: number; readonly slopes: readonly number[] }

function unweighted(said: readonly number[], formula: LossFormula): Unweighted {
  switch (formula.kind) {
    case 'decoded': {
      const [x1, y1, x2, y2] = formula.box
      const { value, gradients } = boxLoss(formula.loss, four(said, formula.from), formula.cell, { x1, y1, x2, y2 })
      return { first: formula.from, value, slopes: gradients }
    }
    case 'offsets': {
      const { value, gradients } = offsetsLoss(four(said, formula.from), formula.wanted)
      return { first: formula.from, value, slopes: gradients }
    }
    case 'element': {
      const { at, loss, target, focalGamma } = formula
      const { value, gradient } = elementLoss(loss, said[at]!, target, focalGamma)
      return { first: at, value, slopes: [gradient] }
    }
    case 'classes': {
      const { from, loss, targets, focalGamma } = formula
      const { value, gradients } = classLoss(loss, said.slice(from, from + targets.length), targets, focalGamma)
      return { first: from, value, slopes: gradients }
    }
    default:
      return assertNever(formula)
  }
}

const four = (said: readonly number[], from: number) =>
  said.slice(from, from + 4) as unknown as readonly [number, number, number, number]

const f = (value: number): string => value.toFixed(4)

/** The formulas with the numbers of this row. @param nameOf a number that was said, by its place */
export function rowLines({ numbers, terms }: RowLosses, nameOf: (place: number) => string): string[] {
  const said = numbers.map(({ value }) => value)
  return terms.flatMap(({ formula }) => (formula ? linesOf(said, formula, nameOf) : []))
}

function linesOf(said: readonly number[], formula: LossFormula, nameOf: (place: number) => string): string[] {
  const cost = f(byFormula(said, formula).value)
  switch (formula.kind) {
    case 'decoded':
      return [`${weighted(formula.weight, ofBox(formula.loss))} = ${cost}`]
    case 'offsets': {
      const { from, wanted } = formula
      const differences = wanted.map((aim, place) => `${f(said[from + place]!)} − ${bracketed(aim)}`)
      return [
        `smooth-l1(d) = d²/2 | |d| − ½`,
        `d = t − t*: ${differences.join(',  ')}`,
        `${weighted(formula.weight, 'Σ smooth-l1(d)')} = ${cost}`,
      ]
    }
    case 'element':
      return elementLines(said[formula.at]!, formula, nameOf(formula.at), cost)
    case 'classes':
      return classLines(said, formula, nameOf, cost)
    default:
      return assertNever(formula)
  }
}

type Of<Kind extends LossFormula['kind']> = Extract<LossFormula, { readonly kind: Kind }>

function elementLines(x: number, { loss, target, weight }: Of<'element'>, name: string, cost: string): string[] {
  const slope = f(weight * (sigmoid(x) - target))
  return [
    `σ(${name}) = σ(${f(x)}) = ${f(sigmoid(x))},  t = ${f(target)}`,
    ...(loss === 'bce' ? [`∂bce/∂${name}: ${weighted(weight, `(${f(sigmoid(x))} − ${f(target)})`)} = ${slope}`] : []),
    `${weighted(weight, loss)} = ${cost}`,
  ]
}

function classLines(
  said: readonly number[],
  { from, loss, targets, weight }: Of<'classes'>,
  nameOf: (place: number) => string,
  cost: string,
): string[] {
  const own = targets.indexOf(Math.max(...targets))
  const logits = said.slice(from, from + targets.length)
  const isSoftmax = loss === 'cross-entropy'
  const probability = isSoftmax ? softmax(logits)[own]! : sigmoid(logits[own]!)
  return [
    `p(${nameOf(from + own)}) = ${isSoftmax ? 'softmax' : 'σ'}(${f(logits[own]!)}) = ${f(probability)},  p − t = ${f(probability - targets[own]!)}`,
    `${weighted(weight, isSoftmax ? '−Σ t ln p' : loss)} = ${cost}`,
  ]
}

const ofBox = (loss: Of<'decoded'>['loss']): string => (/iou$/.test(loss) ? `(1 − ${loss})` : loss)
const weighted = (weight: number, what: string): string => (weight === 1 ? what : `${weight} · ${what}`)
const bracketed = (value: number): string => (value < 0 ? `(${f(value)})` : f(value))
