import i18next from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/Button.tsx'
import { Dialog } from '../design/Dialog.tsx'
import { Field, Select } from '../design/Field.tsx'
import { useActivity } from '../stores/activity.ts'
import { closeDeciding, useAssistant } from '../stores/assistant.ts'
import { fail, note } from '../stores/messages.ts'
import { useProjectAnswer } from '../stores/useProjectAnswer.ts'
import { call } from '../studio.ts'
import styles from './AssistantDialog.module.css'
import { PartSlider } from './PartSlider.tsx'

/** Accepts the sure ones of many images in one step, or rejects the others. */
export function DecideDialog() {
  return useAssistant((state) => state.isDeciding) ? <Choices /> : null
}

/** Every setting begins anew with each opening: what was accepted yesterday says nothing about today. */
const usualConfidence = 0.8

type Decision = 'accept' | 'reject'

function Choices() {
  const { t } = useTranslation()
  const shownFilter = useActivity((state) => state.filter)
  const [scope, setScope] = useState<'all' | 'filter'>('all')
  const [confidence, setConfidence] = useState(usualConfidence)
  const [isBusy, setIsBusy] = useState(false)
  const filter = scope === 'filter' ? shownFilter : ''
  const { sure, unsure } = useCounts(filter, confidence)
  const decide = async (decision: Decision) => {
    setIsBusy(true)
    try {
      tell(decision, await call('proposals.decide', { filter, decision, confidence }))
      closeDeciding()
    } catch (error) {
      fail(error)
    } finally {
      setIsBusy(false)
    }
  }
  const actions = (
    <>
      <Button onClick={closeDeciding}>{t('common.cancel')}</Button>
      <Button disabled={isBusy || unsure === 0} onClick={() => void decide('reject')}>
        {t('assistant.rejectBelow', { count: unsure })}
      </Button>
      <Button look="primary" disabled={isBusy || sure === 0} onClick={() => void decide('accept')}>
        {t('assistant.acceptFrom', { count: sure })}
      </Button>
    </>
  )
  return (
    <Dialog title={t('assistant.decideTitle')} isOpen onClose={closeDeciding} actions={actions}>
      <p className={styles.help}>{t('assistant.decideHelp')}</p>
      {shownFilter !== '' && (
        <Field label={t('assistant.where')}>
          {(id) => (
            <Select
              id={id}
              value={scope}
              choices={[
                { value: 'all', label: t('assistant.everywhere') },
                { value: 'filter', label: t('assistant.places.filter', { filter: shownFilter }) },
              ]}
              onChoose={setScope}
            />
          )}
        </Field>
      )}
      <PartSlider
        label={t('assistant.confidence')}
        help={t('assistant.decideConfidence')}
        value={confidence}
        onChange={setConfidence}
      />
    </Dialog>
  )
}

/** How many either button is about. */
function useCounts(filter: string, confidence: number): { readonly sure: number; readonly unsure: number } {
  const ask = async () => {
    const [sure, all] = await Promise.all([
      call('proposals.count', { filter, confidence }),
      call('proposals.count', { filter }),
    ])
    return { sure: sure.proposals, unsure: all.proposals - sure.proposals }
  }
  const { answer } = useProjectAnswer({ ask, about: [filter, confidence] })
  return answer ?? { sure: 0, unsure: 0 }
}

type Decided = { readonly boxes: number; readonly present: number }

function tell(decision: Decision, { boxes, present }: Decided): void {
  const words = { accept: 'assistant.acceptedMany', reject: 'assistant.rejectedMany' } as const
  const known = present > 0 ? i18next.t('assistant.foundPresent', { count: present }) : ''
  note([i18next.t(words[decision], { count: boxes }), known].filter((text) => text !== '').join(' '))
}
