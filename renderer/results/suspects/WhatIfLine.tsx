import { useTranslation } from 'react-i18next'
import type { EvaluationData } from '../../../shared/evaluationData.ts'
import { rateText } from '../../charts/figureText.ts'
import { Button } from '../../design/Button.tsx'
import { useKey } from '../../keys/useKey.ts'
import { definedFigure } from '../reading.ts'
import { applySuspects } from './applySuspects.ts'
import type { SuspectItem } from './suspectItems.ts'
import { useSuspectsView } from './suspectsView.ts'
import { useWhatIf } from './useWhatIf.ts'
import styles from './WhatIfLine.module.css'

type WhatIfLineProps = {
  readonly data: EvaluationData
  readonly ap: number
  readonly items: readonly SuspectItem[]
}

/** What would change if the model were right about all of these, before anything is changed. */
export function WhatIfLine({ data, ap, items }: WhatIfLineProps) {
  const { t } = useTranslation()
  const after = useWhatIf(data, items)
  const key = useKey('results.applySelected')
  const hasSelection = useSuspectsView((state) => items.some((item) => state.selected.has(item.key)))
  const count = items.length
  if (count === 0) return null
  return (
    <div className={styles.line}>
      <output>
        {t(hasSelection ? 'results.suspects.whatIfSelected' : 'results.suspects.whatIfAll', {
          count,
          before: rateText(definedFigure(ap)),
          after: after ? rateText(after.ap) : '…',
        })}
      </output>
      <Button onClick={() => applySuspects(items)}>
        {t('results.suspects.apply', { count })}
        {key !== '' && <kbd className={styles.key}>{key}</kbd>}
      </Button>
    </div>
  )
}
