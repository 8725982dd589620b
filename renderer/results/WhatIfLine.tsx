import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { rateText } from '../charts/figureText.ts'
import { Button } from '../design/Button.tsx'
import { KeyMark } from '../design/KeyMark.tsx'
import type { CropItem } from './cropItems.ts'
import { definedFigure, type Prepared } from './reading.ts'
import { useWhatIf } from './useWhatIf.ts'
import styles from './WhatIfLine.module.css'

type WhatIfLineProps = {
  readonly prepared: Prepared
  /** All of them can be applied, and would be. */
  readonly items: readonly CropItem[]
  /** True when they were chosen one by one. */
  readonly isSelection: boolean
  readonly onApply: () => void
}

/** What would change if the model were right about all of these, before anything is changed. */
export const WhatIfLine = memo(function WhatIfLine({ prepared, items, isSelection, onApply }: WhatIfLineProps) {
  const { t } = useTranslation()
  const after = useWhatIf(prepared, items)
  const count = items.length
  if (count === 0) return null
  return (
    <div className={styles.line}>
      <output>
        {t(isSelection ? 'results.suspects.whatIfSelected' : 'results.suspects.whatIfAll', {
          count,
          before: rateText(definedFigure(prepared.coco.figures.AP)),
          after: after ? rateText(after.ap) : '…',
        })}
      </output>
      <Button onClick={onApply}>
        {t('results.suspects.apply', { count })}
        <KeyMark command="results.applySelected" />
      </Button>
    </div>
  )
})
