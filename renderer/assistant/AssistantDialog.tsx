import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssistantModel } from '../../shared/assistantCalls.ts'
import { Button } from '../design/Button.tsx'
import { Dialog } from '../design/Dialog.tsx'
import { Field, Select } from '../design/Field.tsx'
import { chosenModel, closeAssistant, propose, useAssistant } from '../stores/assistant.ts'
import { activeJob, useJobs } from '../stores/jobs.ts'
import { fail } from '../stores/messages.ts'
import { call } from '../studio.ts'
import styles from './AssistantDialog.module.css'
import { ClassTargets } from './ClassTargets.tsx'
import { PartSlider } from './PartSlider.tsx'
import { usePlaces } from './usePlaces.ts'

/** Which model proposes boxes, in which images, and what its classes become. */
export function AssistantDialog() {
  const { t } = useTranslation()
  const isOpen = useAssistant((state) => state.isOpen)
  const models = useModels(isOpen)
  const places = usePlaces()
  const place = useAssistant(({ scope }) => places.find((other) => other.scope === scope) ?? places[0]!)
  const isBusy = useJobs(({ jobs }) => activeJob(jobs, ['propose']) !== null)
  const start = () => {
    closeAssistant()
    void propose(place.where)
  }
  const actions = (
    <>
      <Button onClick={closeAssistant}>{t('common.cancel')}</Button>
      <Button look="primary" disabled={isBusy || !models} onClick={start}>
        {t('assistant.propose')}
      </Button>
    </>
  )
  return (
    <Dialog isWide title={t('assistant.title')} isOpen={isOpen} onClose={closeAssistant} actions={actions}>
      <p className={styles.help}>{t('assistant.help')}</p>
      {models && <ModelChoice models={models} />}
      <Field label={t('assistant.where')}>
        {(id) => (
          <Select
            id={id}
            value={place.scope}
            choices={places.map(({ scope, label }) => ({ value: scope, label }))}
            onChoose={(scope) => useAssistant.setState({ scope })}
          />
        )}
      </Field>
      <Thresholds />
      {models && <Targets models={models} />}
    </Dialog>
  )
}

/** Asked for whenever the dialog opens: a run may have come, or a class. */
function useModels(isOpen: boolean): readonly AssistantModel[] | null {
  const [models, setModels] = useState<readonly AssistantModel[] | null>(null)
  useEffect(() => {
    setModels(null)
    if (!isOpen) return
    call('assistant.models', {})
      .then(setModels)
      .catch((error: unknown) => {
        closeAssistant()
        fail(error)
      })
  }, [isOpen])
  return models
}

type ModelsProps = { readonly models: readonly AssistantModel[] }

function ModelChoice({ models }: ModelsProps) {
  const { t } = useTranslation()
  const runId = useAssistant((state) => state.runId)
  const model = chosenModel(models, { runId })
  const nameOf = (one: AssistantModel) => (one.runId === null ? t('assistant.everyday') : one.name)
  return (
    <Field label={t('assistant.model')} {...(model.runId === null && { help: t('assistant.everydayHelp') })}>
      {(id) => (
        <Select
          id={id}
          value={String(model.runId)}
          choices={models.map((one) => ({ value: String(one.runId), label: nameOf(one) }))}
          onChoose={(value) => useAssistant.setState({ runId: value === 'null' ? null : Number(value) })}
        />
      )}
    </Field>
  )
}

function Thresholds() {
  const { t } = useTranslation()
  const confidence = useAssistant((state) => state.confidence)
  const presentIou = useAssistant((state) => state.presentIou)
  return (
    <>
      <PartSlider
        label={t('assistant.confidence')}
        help={t('assistant.confidenceHelp')}
        value={confidence}
        onChange={(value) => useAssistant.setState({ confidence: value })}
      />
      <PartSlider
        label={t('assistant.overlap')}
        help={t('assistant.overlapHelp')}
        value={presentIou}
        onChange={(value) => useAssistant.setState({ presentIou: value })}
      />
    </>
  )
}

function Targets({ models }: ModelsProps) {
  const runId = useAssistant((state) => state.runId)
  return <ClassTargets model={chosenModel(models, { runId })} />
}
