import { Sparkles } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { valuesOfField, withValues } from '../../shared/filter/editFilter.ts'
import { Button } from '../design/Button.tsx'
import { Hint } from '../design/Hint.tsx'
import { setFilter, useActivity } from '../stores/activity.ts'
import { openAssistant, openDeciding } from '../stores/assistant.ts'
import { useProjectAnswer } from '../stores/useProjectAnswer.ts'
import { call } from '../studio.ts'
import styles from './Images.module.css'

/** Lets a model propose boxes, and leads to what it has proposed. */
export function AssistantPanel() {
  const { t } = useTranslation()
  const filter = useActivity((state) => state.filter)
  const { answer } = useProjectAnswer({ ask: () => call('proposals.count', { filter: '' }), pauseMs: 300 })
  const showProposed = () =>
    setFilter(withValues(filter, 'is', [...new Set([...valuesOfField(filter, 'is'), 'proposed'])]))
  return (
    <section className={styles.section}>
      <h2>{t('assistant.name')}</h2>
      <div className={styles.stack}>
        <Hint text={t('keys.commands.images.assistant')} command="images.assistant">
          <Button onClick={() => openAssistant('unlabelled')}>
            <Sparkles size={14} aria-hidden="true" /> {t('assistant.proposeDots')}
          </Button>
        </Hint>
        {answer && answer.proposals > 0 && (
          <>
            <Button onClick={showProposed}>{t('assistant.imagesWith', { count: answer.images })}</Button>
            <Hint text={t('keys.commands.images.decide')} command="images.decide">
              <Button onClick={openDeciding}>{t('assistant.decideDots', { count: answer.proposals })}</Button>
            </Hint>
          </>
        )}
      </div>
    </section>
  )
}
