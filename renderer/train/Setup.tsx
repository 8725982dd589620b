import { ScanEye } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { settingFields } from '../../shared/settingFields.ts'
import type { TrainSettings } from '../../shared/trainSettings.ts'
import { Button } from '../design/Button.tsx'
import { Field, Select } from '../design/Field.tsx'
import { Hint } from '../design/Hint.tsx'
import { useCommands } from '../keys/useCommands.ts'
import { activeJob, useJobs } from '../stores/jobs.ts'
import { fail } from '../stores/messages.ts'
import { call } from '../studio.ts'
import { AllOptions } from './AllOptions.tsx'
import { DeviceCard } from './DeviceCard.tsx'
import { type CheckedDraft, checkDraft } from './draft.ts'
import { TrainSeveral } from './ensembles/TrainSeveral.tsx'
import { MainSettings } from './MainSettings.tsx'
import { PreviewDialog } from './PreviewDialog.tsx'
import { ReadinessList } from './ReadinessList.tsx'
import styles from './Setup.module.css'
import { SearchButton } from './search/SearchButton.tsx'
import { startObstacle } from './startObstacle.ts'
import { trainingJobs } from './trainingJobs.ts'
import { selectRun, setSetting, useTrainView } from './trainView.ts'
import { useReadiness } from './useReadiness.ts'

/** All that a run needs before it can start. */
export function Setup({ onStarted }: { readonly onStarted: () => void }) {
  const { t } = useTranslation()
  const draft = useTrainView((state) => state.draft)
  const checked = checkDraft(draft)
  const readiness = useReadiness(checked.settings?.size ?? null)
  const isBlocked = !readiness || readiness.some((item) => item.severity === 'block')
  return (
    <aside className={styles.setup} aria-label={t('train.setup')}>
      <div className={styles.scroll}>
        <ReadinessList items={readiness} />
        <section className={styles.section}>
          <h2>{t('train.newRun')}</h2>
          <DetectorChoice />
          <MainSettings draft={draft} />
          <DeviceCard />
        </section>
        <PreviewButton checked={checked} isBlocked={isBlocked} />
        <AllOptions draft={draft} />
      </div>
      <StartBar checked={checkDraft(draft)} isBlocked={isBlocked} onStarted={onStarted} />
    </aside>
  )
}

function DetectorChoice() {
  const { t } = useTranslation()
  const value = useTrainView((state) => state.draft.detector)
  const field = settingFields.detector
  if (field.kind !== 'choice') return null
  const choices = field.values.map((name) => ({ value: name, label: t(`train.choice.detector.${name as 'yolo'}`) }))
  return (
    <Field label={t('train.label.detector')}>
      {(id) => <Select id={id} value={value} choices={choices} onChoose={(name) => setSetting('detector', name)} />}
    </Field>
  )
}

type PreviewButtonProps = { readonly checked: CheckedDraft; readonly isBlocked: boolean }

function PreviewButton({ checked, isBlocked }: PreviewButtonProps) {
  const { t } = useTranslation()
  // The settings when it was opened: a preview is of one moment.
  const [shown, setShown] = useState<TrainSettings | null>(null)
  return (
    <>
      <Button disabled={isBlocked || !checked.settings} onClick={() => setShown(checked.settings)}>
        <ScanEye size={14} aria-hidden="true" />
        {t('train.preview.button')}
      </Button>
      {shown && <PreviewDialog settings={shown} onClose={() => setShown(null)} />}
    </>
  )
}

type StartBarProps = {
  readonly checked: CheckedDraft
  readonly isBlocked: boolean
  readonly onStarted: () => void
}

function StartBar({ checked, isBlocked, onStarted }: StartBarProps) {
  const { t } = useTranslation()
  const [isStarting, setStarting] = useState(false)
  const isTraining = useJobs((state) => activeJob(state.jobs, trainingJobs) !== null)
  const obstacle = startObstacle(t, { isTraining, isBlocked, checked })
  const start = async () => {
    if (!checked.settings) return
    setStarting(true)
    try {
      const { runId } = await call('train.start', { settings: checked.settings })
      selectRun(runId)
      onStarted()
    } catch (error) {
      fail(error)
    } finally {
      setStarting(false)
    }
  }
  const canStart = obstacle === null && !isStarting
  useCommands({ 'train.start': { run: () => void start(), canRun: () => canStart } })
  return (
    <footer className={styles.start}>
      {obstacle && <p className={styles.obstacle}>{obstacle}</p>}
      <Hint text={t('train.start.button')} command="train.start" side="top">
        <Button look="primary" disabled={!canStart} onClick={() => void start()}>
          {t('train.start.button')}
        </Button>
      </Hint>
      <div className={styles.buttons}>
        <SearchButton isBlocked={isBlocked} onStarted={onStarted} />
        <TrainSeveral settings={canStart ? checked.settings : null} onStarted={onStarted} />
      </div>
    </footer>
  )
}
