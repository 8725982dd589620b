/** How well a list of suspects finds planted errors: average precision, and how many are among the first N. */
import { type Box, boxIou } from '../../../shared/box.ts'
import type { EvaluationData } from '../../../shared/evaluationData.ts'
import { findSuspects } from '../../../shared/metrics/suspects/findSuspects.ts'
import type { PlantedError } from './plant.ts'

/** Something that a list accuses: a label, or a place without one. */
export type Accused =
  | { readonly labelId: number }
  | { readonly imageId: number; readonly categoryId: number; readonly box: Box }
export type Rankings = Readonly<Record<PlantedError['kind'], readonly Accused[]>>

export function ourRankings(data: EvaluationData): Rankings {
  const suspects = findSuspects(data)
  const labelsOf = (kind: string) =>
    suspects.filter((one) => one.kind === kind).flatMap(({ label }) => (label ? [{ labelId: label.id }] : []))
  return {
    flipped: labelsOf('swapped'),
    moved: labelsOf('located'),
    removed: suspects.flatMap(({ kind, imageId, detection }) =>
      kind === 'overlooked' && detection ? [{ imageId, categoryId: detection.categoryId, box: detection.box }] : [],
    ),
  }
}

export type Worth = {
  readonly planted: number
  readonly averagePrecision: number
  /** Part of the planted errors among the first so many as were planted, and the first twice as many. */
  readonly recallAtN: number
  readonly recallAt2N: number
}

export function worthOf(ranked: readonly Accused[], planted: readonly PlantedError[]): Worth {
  const hits = hitsOf(ranked, planted)
  let found = 0
  let sum = 0
  for (const [place, isHit] of hits.entries()) {
    if (!isHit) continue
    found += 1
    sum += found / (place + 1)
  }
  const recallAt = (count: number) => hits.slice(0, count).filter(Boolean).length / planted.length
  return {
    planted: planted.length,
    averagePrecision: sum / planted.length,
    recallAtN: recallAt(planted.length),
    recallAt2N: recallAt(2 * planted.length),
  }
}

/** Each planted error is found once; a second accusation of the same is a false one. */
function hitsOf(ranked: readonly Accused[], planted: readonly PlantedError[]): boolean[] {
  const open = new Set(planted)
  return ranked.map((accused) => {
    const found = [...open].find((error) => isAbout(accused, error))
    return found !== undefined && open.delete(found)
  })
}

const foundIou = 0.5

function isAbout(accused: Accused, { label }: PlantedError): boolean {
  if ('labelId' in accused) return accused.labelId === label.id
  const { imageId, categoryId, box } = accused
  return imageId === label.imageId && categoryId === label.categoryId && boxIou(box, label.box) >= foundIou
}
