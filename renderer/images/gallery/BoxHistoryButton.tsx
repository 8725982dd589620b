import { History } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoxStep } from '../../../shared/api.ts'
import { Button } from '../../design/Button.tsx'
import { fail } from '../../stores/messages.ts'
import { call } from '../../studio.ts'
import styles from './Boxes.module.css'

/** What happened to one box: when, by whom, what. */
export function BoxHistoryButton({ id }: { readonly id: number | null }) {
  const { t, i18n } = useTranslation()
  const [steps, setSteps] = useState<readonly BoxStep[] | null>(null)
  const open = (isOpen: boolean) => {
    setSteps(null)
    if (isOpen && id !== null) call('annotations.history', { id }).then(setSteps).catch(fail)
  }
  const timeOf = (at: number) => new Date(at).toLocaleString(i18n.language, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <Popover.Root onOpenChange={open}>
      <Popover.Trigger asChild>
        <Button disabled={id === null}>
          <History size={14} aria-hidden="true" />
          {t('room.boxes.history')}
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles.steps} side="top" align="end" sideOffset={6} collisionPadding={8}>
          <h3>{t('room.boxes.historyOf')}</h3>
          <ol aria-busy={steps === null}>
            {(steps ?? []).map((step) => (
              <li key={step.id} className={styles.step}>
                <span>
                  {step.model === null
                    ? t(`images.history.kind.${step.kind}`)
                    : t('annotate.boxHistory.proposed', { model: step.model })}
                </span>
                <span className={styles.stepBy}>
                  {timeOf(step.at)} · {step.author || t('room.history.unknown')}
                </span>
              </li>
            ))}
          </ol>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
