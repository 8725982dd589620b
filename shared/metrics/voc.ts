/**
 * Average precision of Pascal VOC. Source: the devkit's VOCevaldet.m and `voc_eval.py` of py-faster-rcnn.
 * Boxes are taken as VOC writes them: the last pixel belongs to the box, so a width is x2 - x1 + 1. A detection needs
 * an IoU strictly above the threshold. Objects marked difficult (and ignore regions) are neither needed nor wrong.
 * Shapes: D detections of a category.
 */
import { makeNonIncreasing } from './averagePrecision.ts'
import { type CategoryIndex, indexCategories } from './categoryIndex.ts'
import type { Dataset, GroundTruthColumns } from './dataset.ts'
import { outcome } from './match.ts'
import { inclusiveOverlap } from './overlap.ts'
import { meanOf, sumOf } from './sum.ts'

/** 2007: mean of the precision at 11 recalls. 2010: the whole area under the curve. */
export type VocYear = '2007' | '2010'

export type VocCategory = {
  readonly id: number
  readonly name: string
  /** Null without ground truth that counts. */
  readonly AP: number | null
  readonly groundTruths: number
}

export type VocResult = {
  readonly year: VocYear
  readonly iou: number
  /** Mean of the categories that have ground truth; null when none has. */
  readonly AP: number | null
  readonly perClass: readonly VocCategory[]
}

const vocIou = 0.5

export function evaluateVoc(dataset: Dataset, year: VocYear, iou = vocIou): VocResult {
  const indexes = indexCategories(dataset, { maxDetections: Number.POSITIVE_INFINITY, overlap: inclusiveOverlap })
  const perClass = indexes.map((index) => evaluateCategory(index, dataset.groundTruths, year, iou))
  const known = perClass.flatMap((category) => (category.AP === null ? [] : [category.AP]))
  return { year, iou, AP: known.length > 0 ? meanOf(known) : null, perClass }
}

function evaluateCategory(index: CategoryIndex, columns: GroundTruthColumns, year: VocYear, iou: number): VocCategory {
  const isDifficult = index.groundTruths.map((place) => (columns.difficult?.[place] || columns.ignore[place] ? 1 : 0))
  const groundTruths = isDifficult.reduce((sum, flag) => sum + 1 - flag, 0)
  const points = curveOf(outcomesOf(index, isDifficult, iou), groundTruths)
  return {
    id: index.category.id,
    name: index.category.name,
    AP: groundTruths > 0 ? averageOf(points, year) : null,
    groundTruths,
  }
}

function outcomesOf(index: CategoryIndex, isDifficult: Int32Array, iou: number): Uint8Array {
  const isTaken = new Uint8Array(index.groundTruths.length)
  return Uint8Array.from(index.detections, (_, detection) => {
    const groundTruth = nearestGroundTruth(index, detection, iou)
    if (groundTruth < 0) return outcome.falsePositive
    if (isDifficult[groundTruth]) return outcome.ignored
    // The nearest object counts even when another detection has it: a second one on the same object is wrong.
    if (isTaken[groundTruth]) return outcome.falsePositive
    isTaken[groundTruth] = 1
    return outcome.truePositive
  })
}

/** The ground truth with the largest overlap, the first of equal ones; -1 when no overlap is above the threshold. */
function nearestGroundTruth(index: CategoryIndex, detection: number, iou: number): number {
  let best = -1
  let bestOverlap = iou
  for (let pair = index.pairStarts[detection]!; pair < index.pairStarts[detection + 1]!; pair++) {
    if (index.pairOverlaps[pair]! <= bestOverlap) continue
    bestOverlap = index.pairOverlaps[pair]!
    best = index.pairGroundTruths[pair]!
  }
  return best
}

/** Entry i: after the first i + 1 detections that count. */
type Curve = { readonly recall: readonly number[]; readonly precision: readonly number[] }

function curveOf(outcomes: Uint8Array, groundTruths: number): Curve {
  const recall: number[] = []
  const precision: number[] = []
  let tp = 0
  for (const value of outcomes) {
    if (value === outcome.ignored) continue
    if (value === outcome.truePositive) tp++
    recall.push(tp / groundTruths)
    precision.push(tp / (precision.length + 1))
  }
  return { recall, precision }
}

function averageOf(curve: Curve, year: VocYear): number {
  return year === '2007' ? averageAtElevenRecalls(curve) : areaUnder(curve)
}

function averageAtElevenRecalls({ recall, precision }: Curve): number {
  // As numpy's arange(0, 1.1, 0.1) has them: the fourth is a little above 0.3.
  const recalls = Array.from({ length: 11 }, (_, step) => step * 0.1)
  const best = recalls.map((least) => precision.reduce((max, p, i) => (recall[i]! >= least && p > max ? p : max), 0))
  return meanOf(best)
}

function areaUnder({ recall, precision }: Curve): number {
  const envelope = [...precision]
  makeNonIncreasing(envelope)
  return sumOf(envelope.map((height, i) => (recall[i]! - (recall[i - 1] ?? 0)) * height))
}
