/** Precision, recall and average precision with the numbers of the step in hand. */
import type { AveragePrecisions, CurveStep } from '../../../shared/metrics/curveSteps.ts'

const rate = (value: number): string => value.toFixed(4)

export function curveLines(step: CurveStep | null, groundTruths: number, averages: AveragePrecisions): string[] {
  const { tp, fp, precision, recall } = step ?? { tp: 0, fp: 0, precision: 0, recall: 0 }
  return [
    `P = TP / (TP + FP) = ${tp} / (${tp} + ${fp}) = ${step ? rate(precision) : '–'}`,
    `R = TP / (TP + FN) = ${tp} / ${groundTruths} = ${rate(recall)}`,
    `AP₁₁ = 1/11 Σ max P(R ≥ r), r = 0, 0.1 … 1 = ${rate(averages.elevenPoints)}`,
    `AP = Σ (Rₙ − Rₙ₋₁) · max P(R ≥ Rₙ) = ${rate(averages.allPoints)}`,
    `AP₁₀₁ = 1/101 Σ max P(R ≥ r), r = 0, 0.01 … 1 = ${rate(averages.hundredPoints)}`,
  ]
}
