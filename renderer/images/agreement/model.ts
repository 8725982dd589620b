/** A comparison as the page shows it: its images, those that agree least first, its boxes and its figures. */
import type { Box } from '../../../shared/box.ts'
import type { ComparedImage, LabellingComparison, LabellingKind } from '../../../shared/labellingCalls.ts'
import {
  type ComparedLabel,
  compareLabels,
  type LabelSide,
  type LabelSides,
} from '../../../shared/metrics/agreement/compareLabels.ts'
import {
  agreementByClass,
  type ClassAgreement,
  namesOf,
  type Tally,
  tallyOf,
} from '../../../shared/metrics/agreement/figures.ts'
import { krippendorffAlpha } from '../../../shared/metrics/agreement/krippendorff.ts'
import { countedLabels, sidesOf } from '../../../shared/metrics/agreement/sides.ts'
import type { MetricCategory } from '../../../shared/metrics/dataset.ts'

export type AgreementRow = {
  readonly image: ComparedImage
  readonly labels: readonly ComparedLabel[]
  readonly tally: Tally
}

export type AgreementModel = {
  readonly sides: LabelSides
  /** Numbers of the boxes of either side. */
  readonly ids: { readonly reference: readonly number[]; readonly other: readonly number[] }
  readonly rows: readonly AgreementRow[]
  /** Of all images but rejected ones: nobody labels those. */
  readonly tally: Tally
  /** Krippendorff's; null where it is not defined. */
  readonly alpha: number | null
  readonly classes: readonly ClassAgreement[]
}

export type Comparing = {
  readonly comparison: LabellingComparison
  readonly kind: LabellingKind
  readonly categories: readonly MetricCategory[]
  readonly iou: number
}

export function agreementModel({ comparison, kind, categories, iou }: Comparing): AgreementModel {
  const sides = sidesOf(comparison, kind, categories)
  const labels = compareLabels(sides, iou)
  const ofImage = new Map<number, ComparedLabel[]>(comparison.images.map(({ imageId }) => [imageId, []]))
  for (const label of labels) ofImage.get(label.imageId)!.push(label)
  const rows = comparison.images.map((image) => {
    const own = ofImage.get(image.imageId)!
    return { image, labels: own, tally: tallyOf(own) }
  })
  const counted = countedLabels(comparison, labels)
  return {
    sides,
    ids: { reference: sides.reference.ids, other: sides.other.ids },
    rows: worstFirst(rows),
    tally: tallyOf(counted),
    alpha: krippendorffAlpha(namesOf(sides, counted)),
    classes: agreementByClass(sides, counted),
  }
}

/** Undecided images before the others; those where nothing is to be compared agree. */
export function worstFirst(rows: readonly AgreementRow[]): AgreementRow[] {
  const isDone = ({ image }: AgreementRow) => (image.verdict === null ? 0 : 1)
  const badness = ({ tally }: AgreementRow) => (tally.f1 === null ? 0 : 1 - tally.f1)
  const errors = ({ tally }: AgreementRow) => 2 * tally.otherClass + tally.missed + tally.extra
  return [...rows].sort((a, b) => isDone(a) - isDone(b) || badness(b) - badness(a) || errors(b) - errors(a))
}

export const keyOf = ({ reference, other }: ComparedLabel): string => `${reference ?? ''}:${other ?? ''}`

export function boxAt({ boxes }: LabelSide, place: number): Box {
  const at = 4 * place
  return { x1: boxes[at]!, y1: boxes[at + 1]!, x2: boxes[at + 2]!, y2: boxes[at + 3]! }
}

/** The boxes of a label: that of the reference, that of the other side, or both. */
export function boxesOf(sides: LabelSides, { reference, other }: ComparedLabel): Box[] {
  return [
    ...(reference === null ? [] : [boxAt(sides.reference, reference)]),
    ...(other === null ? [] : [boxAt(sides.other, other)]),
  ]
}
