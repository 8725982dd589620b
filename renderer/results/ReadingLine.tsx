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
      <span>
        <SteadyText text={text} />
      </span>
      <FixTally ap={definedFigure(figures.prepared.coco.figures.AP)} />
    </p>
  )
}

const decimal = /(\d+\.\d+)/
/** A decimal point is about half as wide as a digit. */
const pointSpared = 0.5

/** Its decimal numbers lay out themselves alone, so that one that follows a slider does not lay out the window. */
function SteadyText({ text }: { readonly text: string }) {
  return text.split(decimal).map((part, place) => {
    // A pattern in brackets leaves what it matched at the odd places.
    if (place % 2 === 0) return part
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: another number in the same place is the same figure
      <span key={place} className={styles.figure} style={{ width: `${part.length - pointSpared}ch` }}>
        {part}
      </span>
    )
  })
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
