/**
 * How far two labellings agree, in figures. With the boxes as counted by compareLabels.ts:
 * F1 = 2 same / (2 same + missed + extra + 2 otherClass), since a confusion is missed by one side and extra on the other;
 * mean IoU is over the pairs of the same class. Turning the sides round gives the same figures.
 */
import type { ComparedLabel, LabelOutcome, LabelSides } from './compareLabels.ts'
import { nothingThere } from './consensus.ts'

export type Tally = Readonly<Record<LabelOutcome, number>> & {
  /** Null where neither side has a box. */
  readonly f1: number | null
  /** Null without a pair of the same class. */
  readonly meanIou: number | null
}

export function tallyOf(labels: readonly ComparedLabel[]): Tally {
  const counts = { otherClass: 0, missed: 0, extra: 0, same: 0, ignored: 0 }
  let sum = 0
  for (const { outcome, iou } of labels) {
    counts[outcome]++
    if (outcome === 'same') sum += iou!
  }
  const { same, missed, extra, otherClass } = counts
  const f1 = f1Of({ same, missed: missed + otherClass, extra: extra + otherClass })
  return { ...counts, f1, meanIou: same > 0 ? sum / same : null }
}

export type ClassAgreement = {
  readonly categoryId: number
  readonly same: number
  /** Of the reference and not of the other side, there under another class or not at all; and the other way round. */
  readonly missed: number
  readonly extra: number
  readonly f1: number | null
  readonly meanIou: number | null
}

/** One for each class that either side has, in the order of the classes. */
export function agreementByClass(sides: LabelSides, labels: readonly ComparedLabel[]): ClassAgreement[] {
  const counts = new Map(sides.categories.map(({ id }) => [id, { same: 0, missed: 0, extra: 0, sum: 0 }]))
  for (const { outcome, reference, other, iou } of labels) {
    const ofReference = reference === null ? undefined : counts.get(sides.reference.categoryIds[reference]!)
    const ofOther = other === null ? undefined : counts.get(sides.other.categoryIds[other]!)
    if (outcome === 'same') {
      ofReference!.same++
      ofReference!.sum += iou!
    } else if (outcome !== 'ignored') {
      if (ofReference) ofReference.missed++
      if (ofOther) ofOther.extra++
    }
  }
  return [...counts].flatMap(([categoryId, { sum, ...count }]) =>
    count.same + count.missed + count.extra === 0
      ? []
      : [{ categoryId, ...count, f1: f1Of(count), meanIou: count.same > 0 ? sum / count.same : null }],
  )
}

/** What both sides call each thing, for Krippendorff's alpha: that one of them has no box there is a name as well. */
export function namesOf(sides: LabelSides, labels: readonly ComparedLabel[]): number[][] {
  const { reference: first, other: second } = sides
  return labels
    .filter(({ outcome }) => outcome !== 'ignored')
    .map(({ reference, other }) => [
      reference === null ? nothingThere : first.categoryIds[reference]!,
      other === null ? nothingThere : second.categoryIds[other]!,
    ])
}

function f1Of({ same, missed, extra }: Pick<ClassAgreement, 'same' | 'missed' | 'extra'>): number | null {
  const all = 2 * same + missed + extra
  return all > 0 ? (2 * same) / all : null
}
