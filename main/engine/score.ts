/** Scores files of detections against files of ground truth, without a project: COCO's JSON or KITTI's text files. */
import { BoxwrightError } from '../../shared/errors.ts'
import type { Dataset } from '../../shared/metrics/dataset.ts'
import { type EvaluationFigures, evaluate } from '../../shared/metrics/evaluate.ts'
import { evaluateKitti, type KittiResult } from '../../shared/metrics/kitti.ts'
import { evaluateVoc, type VocResult } from '../../shared/metrics/voc.ts'
import { readCocoFiles } from './score/cocoFiles.ts'
import { readKittiFolders } from './score/kittiFolders.ts'

export const scoreProfiles = ['coco', 'voc07', 'voc10', 'kitti'] as const
export type ScoreProfile = (typeof scoreProfiles)[number]

export type ScoreRequest = {
  /** A COCO file, plain or gzipped; with the KITTI profile a folder of label files. */
  readonly groundTruth: string
  /** A COCO results file, plain or gzipped; with the KITTI profile a folder of result files. */
  readonly detections: string
  readonly profile: ScoreProfile
  readonly iou?: number
  readonly confidence?: number | 'auto'
}

/** The profile adds its own figures to those that every profile has. */
export type Score = EvaluationFigures & {
  readonly profile: ScoreProfile
  readonly voc?: VocResult
  readonly kitti?: KittiResult
  /** What was left out of the score, in words. */
  readonly warnings: readonly string[]
}

export async function scoreFiles(request: ScoreRequest): Promise<Score> {
  const { profile, iou = 0.5, confidence = 'auto' } = request
  checkOptions(profile, iou, confidence)
  const read = profile === 'kitti' ? readKittiFolders : readCocoFiles
  const { dataset, warnings } = await read(request.groundTruth, request.detections)
  return { profile, ...evaluate(dataset, { iou, confidence }), ...ownFigures(dataset, profile), warnings }
}

function ownFigures(dataset: Dataset, profile: ScoreProfile): Pick<Score, 'voc' | 'kitti'> {
  switch (profile) {
    case 'coco':
      return {}
    case 'voc07':
      return { voc: evaluateVoc(dataset, '2007') }
    case 'voc10':
      return { voc: evaluateVoc(dataset, '2010') }
    case 'kitti':
      return { kitti: evaluateKitti(dataset) }
  }
}

function checkOptions(profile: ScoreProfile, iou: number, confidence: number | 'auto'): void {
  if (!scoreProfiles.includes(profile)) {
    throw new BoxwrightError('bad-request', `"${profile}" is no profile. Choose one of ${scoreProfiles.join(', ')}.`)
  }
  if (!(iou > 0 && iou < 1)) {
    throw new BoxwrightError('bad-request', `The IoU ${iou} is out of range. Give a number between 0 and 1.`)
  }
  if (confidence !== 'auto' && !Number.isFinite(confidence)) {
    throw new BoxwrightError('bad-request', `The confidence ${confidence} is not a number. Give a number or "auto".`)
  }
}
