/** Everything a report tells, gathered before a word of it is written. */
import type { EvaluationData } from '../../../shared/evaluationData.ts'
import type { CocoResult } from '../../../shared/metrics/coco.ts'
import type { EvaluationFigures } from '../../../shared/metrics/evaluate.ts'
import type { JudgedBox } from '../../../shared/metrics/perImage.ts'
import type { ReportLanguage } from '../../../shared/reportCalls.ts'
import type { EvaluatedImage, Run } from '../../../shared/reports.ts'

export type ReportInput = {
  readonly language: ReportLanguage
  readonly project: string
  readonly run: Omit<Run, 'weightsBytes' | 'isPaused' | 'isResumable'>
  readonly data: EvaluationData
  readonly figures: EvaluationFigures
  /** What the confidence threshold was chosen by: a person, the validation images, or the judged ones. */
  readonly chosenBy: 'given' | 'validation' | 'here'
  readonly coco: CocoResult
  /** Means over the classes that have labels, at each hundredth of confidence; null where not defined. */
  readonly overConfidence: {
    readonly precision: readonly (number | null)[]
    readonly recall: readonly (number | null)[]
    readonly f1: readonly (number | null)[]
  }
  readonly worst: readonly WorstImage[]
  readonly versions: Readonly<Record<string, string>> & { readonly Boxwright: string }
  /** Unix time in milliseconds. */
  readonly writtenAt: number
}

export type WorstImage = {
  readonly image: EvaluatedImage
  readonly f1: number | null
  readonly boxes: readonly JudgedBox[]
  /** A small JPEG in base64; null when the file cannot be read. */
  readonly jpeg: string | null
}
