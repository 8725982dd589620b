import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/Button.tsx'
import { EmptyState } from '../design/EmptyState.tsx'
import { ProgressBar } from '../design/ProgressBar.tsx'
import { engineText } from '../engineText.ts'
import type { Asked } from '../results/pictures/inside/useExplanation.ts'
import styles from './Answer.module.css'

type AnswerProps<Value> = {
  readonly asked: Asked<Value>
  /** For what can be ended before it is done. */
  readonly onCancel?: () => void
  readonly children: (value: Value) => ReactNode
}

/** What a run's network says, or how far it is, or why it cannot. */
export function Answer<Value>({ asked, onCancel, children }: AnswerProps<Value>) {
  const { t } = useTranslation()
  if (asked.kind === 'failed') return <EmptyState title={t('results.inside.failed')} text={engineText(asked.message)} />
  if (asked.kind === 'ready') return children(asked.answer)
  const title = t(`results.inside.phase.${asked.phase ?? 'starting'}`)
  return (
    <div className={styles.waiting}>
      <p>{title}</p>
      <div className={styles.bar}>
        <ProgressBar label={title} value={asked.part} />
      </div>
      {onCancel && (
        <div>
          <Button onClick={onCancel}>{t('common.cancel')}</Button>
        </div>
      )}
    </div>
  )
}
