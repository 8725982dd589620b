/** What the figures on the screen are figures of, in one line: no number without its run, part and thresholds. */
import type { TFunction } from 'i18next'
import type { Evaluation, Run } from '../../shared/reports.ts'
import { rateText } from '../charts/figureText.ts'
import { runName } from '../train/runWords.ts'
import type { Figures } from './useReading.ts'

export function readingText(t: TFunction, run: Run, { split }: Evaluation, { prepared, reading }: Figures): string {
  return [
    runName(run),
    t(`results.split.${split}`),
    t('results.images', { count: prepared.data.images.length }),
    confidenceText(t, split, reading),
    `IoU ${rateText(reading.iou, 2)}`,
  ].join(' · ')
}

/** A confidence that was chosen on the images that it is reported on says so: it flatters. */
function confidenceText(t: TFunction, split: Evaluation['split'], { confidence, source }: Figures['reading']): string {
  const values = { confidence: rateText(confidence) }
  if (source === 'chosen') return t('results.confidenceIs', values)
  if (source === 'validation') return t('results.confidenceOnValidation', values)
  return split === 'val' ? t('results.confidenceBest', values) : t('results.confidenceHere', values)
}
