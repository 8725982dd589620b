/**
 * All figures of a detector on a dataset in one object, as the commands `evaluate` and `score` print it.
 * Two matchings feed it, each where its field expects it: the average precisions match within a category by COCO's
 * rules; the confusion matrix, precision, recall and F1 match across categories, so that they always agree with each
 * other.
 */
import { bestConfidenceOf } from './bestConfidence.ts'
import { type CocoFigures, type CocoResult, evaluateCoco } from './coco.ts'
import { confusionAbove, indexConfusion, operatingPointsOf } from './confusion.ts'
import { type CrossMatches, matchAcrossCategories } from './crossMatch.ts'
import type { Dataset } from './dataset.ts'

export type EvaluateOptions = {
  /** `auto`: the confidence at which the mean F1 of the categories is highest. */
  readonly confidence: number | 'auto'
  /** Of the matrix, precision, recall and F1; a pair needs more than this. */
  readonly iou: number
}

/** A value is null where it is not defined: see docs/metrics.md. */
export type ClassFigures = {
  readonly id: number
  readonly name: string
  readonly AP: number | null
  readonly AP50: number | null
  readonly precision: number | null
  readonly recall: number | null
  readonly f1: number | null
  readonly groundTruths: number
}

export type EvaluationFigures = CocoFigures & {
  readonly perClass: readonly ClassFigures[]
  readonly confidence: number
  readonly iou: number
  readonly confusion: {
    readonly labels: readonly string[]
    readonly rows: 'predicted'
    readonly columns: 'true'
    readonly matrix: readonly (readonly number[])[]
  }
}

export function evaluate(dataset: Dataset, options: EvaluateOptions): EvaluationFigures {
  return figuresOfMatches(evaluateCoco(dataset), matchAcrossCategories(dataset, options.iou), options)
}

/** For who needs the matchings for more than the figures: they are most of the work. */
export function figuresOfMatches(coco: CocoResult, matches: CrossMatches, options: EvaluateOptions): EvaluationFigures {
  const index = indexConfusion(matches)
  const confidence = options.confidence === 'auto' ? bestConfidenceOf(index) : options.confidence
  const confusion = confusionAbove(index, confidence)
  const points = operatingPointsOf(confusion)
  return {
    ...coco.figures,
    perClass: coco.categories.map(({ id, name, AP, AP50, groundTruths }, place) => {
      const { precision, recall, f1 } = points[place]!
      return { id, name, AP, AP50, precision, recall, f1, groundTruths }
    }),
    confidence,
    iou: options.iou,
    confusion: { labels: confusion.labels, rows: 'predicted', columns: 'true', matrix: confusion.matrix },
  }
}
