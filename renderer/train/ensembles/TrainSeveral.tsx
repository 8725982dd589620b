import type { TFunction } from 'i18next'
import { Layers } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type EnsembleMethod,
  ensembleMethod,
  fewestMembers,
  mostMembers,
  usualMembers,
} from '../../../shared/ensemble.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import { Button } from '../../design/Button.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { fail } from '../../stores/messages.ts'
import { call } from '../../studio.ts'
import { Segmented } from '../Segmented.tsx'
import { SliderField } from '../SliderField.tsx'
import { selectRun } from '../trainView.ts'
import styles from './Ensemble.module.css'
import { FusionFields } from './FusionFields.tsx'
import { fusionOf, usualFusion } from './fusionDraft.ts'

type TrainSeveralProps = {
  /** Null while no run could be started. */
  readonly settings: TrainSettings | null
  readonly onStarted: () => void
}

/** Trains several detectors with the settings of the form, each on a sample of its own, and has them answer as one. */
export function TrainSeveral({ settings, onStarted }: TrainSeveralProps) {
  const { t } = useTranslation()
  // The settings when it was opened.
  const [opened, setOpened] = useState<TrainSettings | null>(null)
  return (
    <>
      <Button disabled={settings === null} onClick={() => setOpened(settings)}>
        <Layers size={14} aria-hidden="true" />
        {t('train.ensemble.several')}
      </Button>
      {opened && <TrainSeveralDialog settings={opened} onStarted={onStarted} onClose={() => setOpened(null)} />}
    </>
  )
}

type TrainedMethod = Exclude<EnsembleMethod, 'chosen'>
const methods: readonly TrainedMethod[] = ensembleMethod.exclude(['chosen']).options

type TrainSeveralDialogProps = {
  readonly settings: TrainSettings
  readonly onStarted: () => void
  readonly onClose: () => void
}

function TrainSeveralDialog({ settings, onStarted, onClose }: TrainSeveralDialogProps) {
  const { t } = useTranslation()
  const [method, setMethod] = useState<TrainedMethod>('bagging')
  const [typed, setTyped] = useState(String(usualMembers))
  const [fusion, setFusion] = useState(usualFusion)
  const members = Number(typed)
  const isNumber = Number.isInteger(members) && members >= fewestMembers && members <= mostMembers
  const chosen = fusionOf(fusion)
  const start = async () => {
    if (!chosen) return
    const { runId } = await call('ensembles.train', { method, members, settings, fusion: chosen })
    onClose()
    selectRun(runId)
    onStarted()
  }
  return (
    <Dialog
      title={t('train.ensemble.severalTitle')}
      isOpen
      onClose={onClose}
      isWide
      actions={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" disabled={!isNumber || chosen === null} onClick={() => void start().catch(fail)}>
            {t('train.ensemble.severalButton')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Segmented
          label={t('train.ensemble.sampling')}
          value={method}
          choices={methods.map((value) => ({ value, label: t(`train.ensemble.samples.${value}`) }))}
          help={t(`train.ensemble.samplesHelp.${method}`)}
          onChoose={setMethod}
        />
        <SliderField
          label={t('train.ensemble.members')}
          help={limitText(t, settings, isNumber ? members : usualMembers)}
          error={isNumber ? null : t('train.ensemble.between', { low: fewestMembers, high: mostMembers })}
          unit=""
          slider={{ min: fewestMembers, max: mostMembers, value: isNumber ? members : usualMembers }}
          onSlide={(value) => setTyped(String(value))}
          text={typed}
          onType={setTyped}
        />
        <FusionFields draft={fusion} onChange={(change) => setFusion({ ...fusion, ...change })} />
      </div>
    </Dialog>
  )
}

/** Every limit of the form is one of a member. */
function limitText(t: TFunction, { seconds, epochs }: TrainSettings, members: number): string {
  if (seconds === null) return t('train.ensemble.epochsEach', { epochs: epochs ?? 0, members })
  const minutes = Number(((seconds * members) / 60).toFixed(1))
  return t('train.ensemble.timeEach', { each: Number((seconds / 60).toFixed(1)), minutes })
}
