import { useTranslation } from 'react-i18next'
import type { Evaluation, Run } from '../../shared/reports.ts'
import { rateText } from '../charts/figureText.ts'
import { runName } from '../train/runWords.ts'
import styles from './ReadingLine.module.css'
import { definedFigure } from './reading.ts'
import { useReview } from './review.ts'
import type { Figures } from './useReading.ts'

type ReadingLineProps = {
  readonly run: Run
  readonly evaluation: Evaluation
  readonly figures: Figures
  readonly isAuto: boolean
}

/** What the figures below are figures of: no number without its run, part and thresholds. */
export function ReadingLine({ run, evaluation, figures: { prepared, reading }, isAuto }: ReadingLineProps) {
  const { t } = useTranslation()
  const confidence = rateText(reading.confidence)
  return (
    <p className={styles.line}>
      <span>
        {runName(run)} · {t(`results.split.${evaluation.split}`)} ·{' '}
        {t('results.images', { count: prepared.data.images.length })} ·{' '}
        {isAuto ? t('results.confidenceAuto', { confidence }) : t('results.confidenceIs', { confidence })} · IoU{' '}
        {rateText(reading.iou, 2)}
      </span>
      <FixTally ap={definedFigure(prepared.coco.figures.AP)} />
    </p>
  )
}

/** How many labels were fixed, and what it did to the average precision. */
function FixTally({ ap }: { readonly ap: number | null }) {
  const { t } = useTranslation()
  const count = useReview((state) => state.done.reduce((sum, { labels }) => sum + labels, 0))
  const before = useReview((state) => state.apBefore)
  if (count === 0) return null
  return (
    <output className={styles.tally}>
      {t('results.fixed', { count, before: rateText(before), after: rateText(ap) })}
    </output>
  )
}
