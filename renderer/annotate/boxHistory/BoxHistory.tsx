import { ChevronRight } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoxStep } from '../../../shared/api.ts'
import type { Annotation } from '../../../shared/model.ts'
import { fail } from '../../stores/messages.ts'
import { useProject } from '../../stores/project.ts'
import { call } from '../../studio.ts'
import { inOrder } from '../editQueue.ts'
import { usePanelSizes } from '../panels/panelSizes.ts'
import { useSelected } from '../useSelected.ts'
import styles from './BoxHistory.module.css'
import { describeStep } from './describeStep.ts'

/** Who or what made the selected box what it is, when, and what changed each time; folded until it is wanted. */
export function BoxHistory() {
  const { t } = useTranslation()
  const selected = useSelected()
  const isOpen = usePanelSizes((state) => state.isHistoryOpen)
  const only = selected.length === 1 ? selected[0]! : null
  return (
    <details
      className={styles.history}
      open={isOpen}
      onToggle={(event) => usePanelSizes.setState({ isHistoryOpen: event.currentTarget.open })}
    >
      <summary>
        <ChevronRight size={14} aria-hidden="true" />
        {t('annotate.boxHistory.name')}
      </summary>
      {isOpen &&
        (only ? <Steps annotation={only} /> : <p className={styles.empty}>{t('annotate.boxHistory.empty')}</p>)}
    </details>
  )
}

function Steps({ annotation }: { readonly annotation: Annotation }) {
  const { t, i18n } = useTranslation()
  const steps = useSteps(annotation)
  const categories = useProject((state) => state.categories)
  const nameOf = (categoryId: number) => categories.find(({ id }) => id === categoryId)?.name ?? null
  return (
    <ol className={styles.steps} aria-label={t('annotate.boxHistory.name')}>
      {steps.toReversed().map((step) => (
        <li key={step.id}>
          <span>{describeStep(t, step, nameOf).join(', ')}</span>
          <span className={styles.who}>
            {step.author} · <time dateTime={new Date(step.at).toISOString()}>{timeText(step.at, i18n.language)}</time>
          </span>
        </li>
      ))}
    </ol>
  )
}

/** Asked for again whenever the box changes, after the change is stored. */
function useSteps(annotation: Annotation): readonly BoxStep[] {
  const [steps, setSteps] = useState<readonly BoxStep[]>([])
  useEffect(() => {
    let isWanted = true
    inOrder(() => call('annotations.history', { id: annotation.id }))
      .then((found) => isWanted && setSteps(found))
      .catch(fail)
    return () => {
      isWanted = false
    }
  }, [annotation])
  return steps
}

/** Of today only the time. */
function timeText(at: number, language: string): string {
  const date = new Date(at)
  const time = date.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const isToday = date.toDateString() === new Date().toDateString()
  return isToday ? time : `${date.toLocaleDateString(language)} ${time}`
}
