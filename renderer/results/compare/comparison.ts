/** Two runs on the same images: what each class gained or lost, and which labels only one of them found. */
import type { EvaluationData } from '../../../shared/evaluationData.ts'
import type { ConfusionPair } from '../../../shared/metrics/confusion.ts'
import { overlapOf } from '../../../shared/metrics/crossMatch.ts'
import type { OperatingPoint } from '../../../shared/metrics/precisionRecall.ts'
import type { Category } from '../../../shared/model.ts'
import { type ClassRow, definedFigure, type Matched, type Reading } from '../reading.ts'

/** Figures of one part only say something of another run on the very same images. */
export function withImagesOf(data: EvaluationData, other: EvaluationData): EvaluationData {
  const known = new Set(other.images.map((image) => image.id))
  if (data.images.length === known.size && data.images.every((image) => known.has(image.id))) return data
  return { ...data, images: data.images.filter((image) => known.has(image.id)) }
}

type Rate = number | null
export type Pair = { readonly here: Rate; readonly there: Rate }

export const comparedFigures = ['AP', 'AP50', 'precision', 'recall', 'f1'] as const
export type ComparedFigure = (typeof comparedFigures)[number]

export type ComparedLine = {
  /** Null: the means of all classes. */
  readonly category: Category | null
  readonly groundTruths: number
  readonly figures: Readonly<Record<ComparedFigure, Pair>>
  /** Labels that only the run here, and only the other run, found. */
  readonly won: number
  readonly lost: number
}

export type Comparison = {
  readonly lines: readonly ComparedLine[]
  readonly mean: ComparedLine
  /** Each with what the run here says of the label. */
  readonly won: readonly ConfusionPair[]
  readonly lost: readonly ConfusionPair[]
}

/** A run at the thresholds in use. */
export type Side = { readonly matched: Matched; readonly reading: Reading }

export function compareRuns(here: Side, there: Side): Comparison {
  const foundHere = labelsFound(here)
  const foundThere = labelsFound(there)
  const won = pairsOf(here, (id) => foundHere.has(id) && !foundThere.has(id))
  const lost = pairsOf(here, (id) => !foundHere.has(id) && foundThere.has(id))
  const rowsThere = new Map(there.reading.rows.map((row) => [row.category.id, row]))
  const { categoryIds } = here.matched.prepared.dataset.groundTruths
  const countOf = (pairs: readonly ConfusionPair[], { id }: Category) =>
    pairs.filter(({ groundTruth }) => categoryIds[groundTruth!] === id).length
  return {
    lines: here.reading.rows.map((row) => ({
      category: row.category,
      groundTruths: row.groundTruths,
      figures: figuresOf(row, rowsThere.get(row.category.id)),
      won: countOf(won, row.category),
      lost: countOf(lost, row.category),
    })),
    mean: meanLine(here, there, { won: won.length, lost: lost.length }),
    won,
    lost,
  }
}

function figuresOf(here: ClassRow, there: ClassRow | undefined): ComparedLine['figures'] {
  const rate = (read: (point: OperatingPoint) => Rate): Pair => ({
    here: read(here.point),
    there: there ? read(there.point) : null,
  })
  return {
    AP: { here: here.ap, there: there?.ap ?? null },
    AP50: { here: here.ap50, there: there?.ap50 ?? null },
    precision: rate((point) => point.precision),
    recall: rate((point) => point.recall),
    f1: rate((point) => point.f1),
  }
}

function meanLine(here: Side, there: Side, counts: { readonly won: number; readonly lost: number }): ComparedLine {
  const coco = (name: 'AP' | 'AP50'): Pair => ({
    here: definedFigure(here.matched.prepared.coco.figures[name]),
    there: definedFigure(there.matched.prepared.coco.figures[name]),
  })
  const mean = (name: 'precision' | 'recall' | 'f1'): Pair => ({
    here: here.reading.averages[name],
    there: there.reading.averages[name],
  })
  return {
    category: null,
    groundTruths: here.reading.averages.groundTruths,
    figures: {
      AP: coco('AP'),
      AP50: coco('AP50'),
      precision: mean('precision'),
      recall: mean('recall'),
      f1: mean('f1'),
    },
    ...counts,
  }
}

/** Ids of the labels that a detection above the confidence found, with the right class. */
function labelsFound({ matched, reading }: Side): ReadonlySet<number> {
  const { matches, prepared } = matched
  const { detections, groundTruths } = prepared.dataset
  const found = new Set<number>()
  for (const [place, detection] of matches.detections.entries()) {
    if (detection < 0 || !(detections.scores[detection]! > reading.confidence)) continue
    if (detections.categoryIds[detection] === groundTruths.categoryIds[place]) found.add(groundTruths.ids[place]!)
  }
  return found
}

/** Labels with what the run says of them above its confidence. */
function pairsOf({ matched, reading }: Side, isWanted: (labelId: number) => boolean): ConfusionPair[] {
  const { matches, prepared } = matched
  const { groundTruths, detections } = prepared.dataset
  const places = [...matches.index.isObject.keys()].filter(
    (place) => matches.index.isObject[place] && isWanted(groundTruths.ids[place]!),
  )
  return places.map((groundTruth) => {
    const detection = matches.detections[groundTruth]!
    const isKept = detection >= 0 && detections.scores[detection]! > reading.confidence
    if (!isKept) return { groundTruth, detection: null, iou: null }
    return { groundTruth, detection, iou: overlapOf(matches, detection) }
  })
}
