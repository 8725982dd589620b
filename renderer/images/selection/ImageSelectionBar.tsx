import { Lock, LockOpen, Sparkles } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CallRequest } from '../../../shared/api.ts'
import { splitChoices } from '../../../shared/filter/terms.ts'
import { Button } from '../../design/Button.tsx'
import { Hint } from '../../design/Hint.tsx'
import { openAssistant } from '../../stores/assistant.ts'
import { fail, note } from '../../stores/messages.ts'
import { call } from '../../studio.ts'
import styles from './Selection.module.css'
import type { ImageSelection } from './useImageSelection.ts'

type ImageSelectionBarProps = { readonly selection: ImageSelection; readonly total: number }

/** What can be done with the chosen images: give them a part of the split by hand, which then is locked. */
export function ImageSelectionBar({ selection, total }: ImageSelectionBarProps) {
  const { t } = useTranslation()
  const ids = [...selection.ids]
  const set = (change: Omit<CallRequest<'split.set'>, 'ids'>) =>
    call('split.set', { ids, ...change })
      .then(({ changed }) => note(t('split.done', { count: changed })))
      .catch(fail)
  const count = ids.length
  return (
    <section className={styles.bar} aria-label={t('split.chosen', { count })}>
      <output className={styles.count}>{t('split.chosen', { count })}</output>
      <fieldset className={styles.group}>
        <legend className="spoken">{t('split.giveBelow')}</legend>
        <span className={styles.label} aria-hidden="true">
          {t('split.give')}
        </span>
        {splitChoices.map((part) => (
          <Button key={part} onClick={() => set(part === 'none' ? { split: null } : { split: part, isLocked: true })}>
            {t(`images.part.${part}`)}
          </Button>
        ))}
        <Hint text={t('split.lockHint')}>
          <Button aria-label={t('split.lock')} onClick={() => set({ isLocked: true })}>
            <Lock size={14} aria-hidden="true" />
          </Button>
        </Hint>
        <Hint text={t('split.unlockHint')}>
          <Button aria-label={t('split.unlock')} onClick={() => set({ isLocked: false })}>
            <LockOpen size={14} aria-hidden="true" />
          </Button>
        </Hint>
      </fieldset>
      <Hint text={t('keys.commands.images.assistant')} command="images.assistant">
        <Button onClick={() => openAssistant('selected', ids)}>
          <Sparkles size={14} aria-hidden="true" /> {t('assistant.proposeIn')}
        </Button>
      </Hint>
      {count < total && (
        <Hint text={t('keys.commands.images.selectAll')} command="images.selectAll">
          <Button look="quiet" onClick={selection.selectAll}>
            {t('split.selectAll', { count: total })}
          </Button>
        </Hint>
      )}
      <Hint text={t('keys.commands.images.clearSelection')} command="images.clearSelection">
        <Button look="quiet" onClick={selection.clear}>
          {t('split.clear')}
        </Button>
      </Hint>
    </section>
  )
}
