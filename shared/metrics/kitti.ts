/**
 * Average precision of the KITTI 2D object benchmark, per class and difficulty.
 * Source: `evaluate_object.cpp` of the KITTI devkit. R40 is its measure since 2019, R11 the older one.
 * Shapes: 41 precisions, at the recalls 0, 1/40 … 1.
 */
import { makeNonIncreasing } from './averagePrecision.ts'
import type { Dataset } from './dataset.ts'
import {
  countAt,
  type Difficulty,
  type KittiClass,
  type KittiCounts,
  type KittiImage,
  kittiImages,
  type Roles,
  rolesOf,
  scoresOfTruePositives,
} from './kittiMatch.ts'
import { meanOf } from './sum.ts'

// The two tables of the devkit.
export const kittiClasses: readonly KittiClass[] = [
  { name: 'Car', neighbour: 'Van', minOverlap: 0.7 },
  { name: 'Pedestrian', neighbour: 'Person_sitting', minOverlap: 0.5 },
  { name: 'Cyclist', neighbour: null, minOverlap: 0.5 },
]
export const kittiDifficulties = {
  easy: { minHeight: 40, maxOcclusion: 0, maxTruncation: 0.15 },
  moderate: { minHeight: 25, maxOcclusion: 1, maxTruncation: 0.3 },
  hard: { minHeight: 25, maxOcclusion: 2, maxTruncation: 0.5 },
} as const satisfies Record<string, Difficulty>

const samplePoints = 41
const otherOverlap = 0.5

/** In percent; null when no ground truth of this class and difficulty counts. */
export type KittiFigures = {
  readonly AP_R40: number | null
  readonly AP_R11: number | null
  /** [41] */
  readonly precision: readonly number[]
  readonly groundTruths: number
}
export type KittiResult = Readonly<Record<string, Readonly<Record<keyof typeof kittiDifficulties, KittiFigures>>>>

/**
 * The classes of the benchmark that the dataset has. Where it has none of them each of its own is taken, with the overlap of
 * the smaller ones and no neighbour: then the difficulties mean the same, but the figures are not the benchmark's.
 */
export function kittiClassesOf({ categories }: Pick<Dataset, 'categories'>): readonly KittiClass[] {
  const names = new Set(categories.map((category) => category.name.toLowerCase()))
  const known = kittiClasses.filter((kind) => names.has(kind.name.toLowerCase()))
  if (known.length > 0) return known
  return categories
    .filter(({ name }) => name.toLowerCase() !== 'dontcare')
    .map(({ name }) => ({ name, neighbour: null, minOverlap: otherOverlap }))
}

export function evaluateKitti(dataset: Dataset, classes: readonly KittiClass[] = kittiClasses): KittiResult {
  const images = kittiImages(dataset)
  return Object.fromEntries(
    classes.map((kind) => {
      const figures = (difficulty: Difficulty) => figuresOf(images, rolesOf(dataset, kind, difficulty), kind.minOverlap)
      const { easy, moderate, hard } = kittiDifficulties
      return [kind.name, { easy: figures(easy), moderate: figures(moderate), hard: figures(hard) }]
    }),
  )
}

function figuresOf(images: readonly KittiImage[], roles: Roles, minOverlap: number): KittiFigures {
  const scores = images.flatMap((image) => scoresOfTruePositives(image, roles, minOverlap))
  const precision = new Float64Array(samplePoints)
  for (const [place, threshold] of thresholdsAt(scores, roles.groundTruthCount).entries()) {
    precision[place] = precisionOf(images.map((image) => countAt(image, roles, minOverlap, threshold)))
  }
  makeNonIncreasing(precision)
  return summarise(precision, roles.groundTruthCount)
}

/** The scores at which the recall comes closest to 0, 1/40, 2/40 … */
function thresholdsAt(scores: readonly number[], groundTruthCount: number): number[] {
  const descending = [...scores].sort((a, b) => b - a)
  const thresholds: number[] = []
  let wanted = 0
  for (const [place, score] of descending.entries()) {
    const isLast = place === descending.length - 1
    const left = (place + 1) / groundTruthCount
    const right = isLast ? left : (place + 2) / groundTruthCount
    if (right - wanted < wanted - left && !isLast) continue
    thresholds.push(score)
    wanted += 1 / (samplePoints - 1)
  }
  return thresholds
}

/** The devkit divides by zero when nothing is left; we say 0. */
function precisionOf(counts: readonly KittiCounts[]): number {
  const tp = counts.reduce((sum, count) => sum + count.tp, 0)
  const fp = counts.reduce((sum, count) => sum + count.fp, 0)
  return tp === 0 ? 0 : tp / (tp + fp)
}

function summarise(precision: Float64Array, groundTruths: number): KittiFigures {
  const every = (step: number, from: number) =>
    precision.filter((_, place) => place >= from && (place - from) % step === 0)
  return {
    AP_R40: groundTruths > 0 ? 100 * meanOf(every(1, 1)) : null,
    AP_R11: groundTruths > 0 ? 100 * meanOf(every(4, 0)) : null,
    precision: Array.from(precision),
    groundTruths,
  }
}
