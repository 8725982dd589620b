import { useTranslation } from 'react-i18next'
import { rateText } from '../charts/figureText.ts'
import styles from './ReadingLine.module.css'
import { definedFigure } from './reading.ts'
import { useReview } from './review.ts'
import type { Figures } from './useReading.ts'

type ReadingLineProps = {
  readonly text: string
  readonly figures: Figures
}

/** What the figures below are figures of, and what the fixes did to them. */
export function ReadingLine({ text, figures }: ReadingLineProps) {
  return (
    <p className={styles.line} data-reading="">
      <span>{text}</span>
      <FixTally ap={definedFigure(figures.prepared.coco.figures.AP)} />
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
