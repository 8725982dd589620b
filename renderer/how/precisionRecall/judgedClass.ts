/** The detections of a class from the surest on, each right or wrong, with what is to be seen of it. */
import type { CategoryIndex } from '../../../shared/metrics/categoryIndex.ts'
import { type CurveStep, curveSteps } from '../../../shared/metrics/curveSteps.ts'
import { matchCategory } from '../../../shared/metrics/match.ts'
import { type Ranking, rankCategory } from '../../../shared/metrics/ranking.ts'
import { labelAt } from '../../../shared/metrics/suspects/imageBoxes.ts'
import type { CropItem } from '../../results/cropItems.ts'
import type { Prepared } from '../../results/reading.ts'

export type JudgedClass = {
  readonly ranking: Ranking
  readonly steps: readonly CurveStep[]
  /** The picture of a step: the detection, and the label that it found. */
  readonly cropOf: (step: CurveStep) => CropItem
}

/** The class has a label. Null where all of them are ignored. */
export function judgedClass({ data, images }: Prepared, index: CategoryIndex, iou: number): JudgedClass | null {
  const ranking = rankCategory(index, iou)
  if (ranking.groundTruths === 0) return null
  const matched = matchCategory(index, [iou]).groundTruths
  const found = new Map(Array.from(index.detections, (detection, position) => [detection, matched[position]!] as const))
  const cropOf = ({ detection, score, isTrue }: CurveStep): CropItem => {
    const { detections, groundTruths } = data
    const groundTruth = isTrue ? index.groundTruths[found.get(detection)!]! : null
    const detected = { ...labelAt(detections, detection), score }
    return {
      key: String(detected.id),
      kind: groundTruth === null ? 'overlooked' : 'located',
      image: images.get(detections.imageIds[detection]!)!,
      label: groundTruth === null ? null : labelAt(groundTruths, groundTruth),
      detected,
      other: null,
      iou: null,
      doubt: 0,
    }
  }
  return { ranking, steps: curveSteps(ranking), cropOf }
}
