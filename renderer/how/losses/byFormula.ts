/** The losses of an anchor by the formulas of the course, weighted as in training, beside what TensorFlow found. */
import type { AnchorLosses } from '../../../shared/howCalls.ts'
import { boxLoss } from '../../../shared/lessons/boxLoss.ts'
import { classLoss, elementLoss, oneHot, sigmoid, smoothed, softmax } from '../../../shared/lessons/probabilities.ts'

type Term = { readonly value: number }

export type AnchorFormula = {
  readonly box: Term
  readonly objectness: Term
  readonly class: Term
  /** Of the sum, with respect to each number that the head says. */
  readonly gradients: readonly number[]
}

/** Numbers before those of the classes: four of the box and objectness. */
const ofBox = 5

export function byFormula({ said, cell, label, aim, settings }: AnchorLosses): AnchorFormula {
  const { boxWeight, objectnessWeight, classWeight, focalGamma } = settings
  const objectness = elementLoss(settings.objectnessLoss, said[4]!, aim, focalGamma)
  const nothing = { value: 0, gradients: said.map(() => 0) }
  const box = label ? boxLoss(settings.boxLoss, cornersSaid(said), cell, boxOf(label.box)) : nothing
  const classes = label
    ? classLoss(settings.classLoss, said.slice(ofBox), targetsOf(said, label, settings), focalGamma)
    : nothing
  return {
    box: { value: boxWeight * box.value },
    objectness: { value: objectnessWeight * objectness.value },
    class: { value: classWeight * classes.value },
    gradients: said.map((_, place) => {
      if (place < 4) return boxWeight * box.gradients[place]!
      if (place === 4) return objectnessWeight * objectness.gradient
      return classWeight * (label ? classes.gradients[place - ofBox]! : 0)
    }),
  }
}

const cornersSaid = (said: readonly number[]) => said.slice(0, 4) as unknown as [number, number, number, number]
const boxOf = ([x1, y1, x2, y2]: NonNullable<AnchorLosses['label']>['box']) => ({ x1, y1, x2, y2 })

function targetsOf(
  said: readonly number[],
  { category }: NonNullable<AnchorLosses['label']>,
  { labelSmoothing }: AnchorLosses['settings'],
): number[] {
  return smoothed(oneHot(category, said.length - ofBox), labelSmoothing)
}

const f = (value: number): string => value.toFixed(4)

/** The formulas with the numbers of this anchor. */
export function anchorLines(found: AnchorLosses, names: readonly string[]): string[] {
  const { said, label, aim, settings } = found
  const { box, objectness } = byFormula(found)
  const own = label?.category ?? 0
  const logits = said.slice(ofBox)
  const probability = settings.classLoss === 'cross-entropy' ? softmax(logits)[own]! : sigmoid(logits[own]!)
  const squash = settings.classLoss === 'cross-entropy' ? 'softmax' : 'σ'
  return [
    `${settings.boxWeight} · (1 − ${settings.boxLoss}) = ${f(box.value)}`.replace(/1 − (mse|mae|smooth-l1)/, '$1'),
    `σ(tₒ) = σ(${f(said[4]!)}) = ${f(sigmoid(said[4]!))},  IoU = ${f(aim)}`,
    `∂${settings.objectnessLoss}/∂tₒ: ${settings.objectnessWeight} · (${f(sigmoid(said[4]!))} − ${f(aim)}) = ${f(settings.objectnessWeight * (sigmoid(said[4]!) - aim))}`,
    `${settings.objectnessLoss}: ${f(objectness.value)}`,
    ...(label
      ? [`p(${names[own] ?? own}) = ${squash}(${f(logits[own]!)}) = ${f(probability)},  p − t = ${f(probability - 1)}`]
      : []),
  ].filter((line) => settings.objectnessLoss === 'bce' || !line.startsWith('∂'))
}
