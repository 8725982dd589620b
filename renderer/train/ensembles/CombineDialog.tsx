import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../../shared/reports.ts'
import { rateText } from '../../charts/figureText.ts'
import { Button } from '../../design/Button.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { TextInput } from '../../design/Field.tsx'
import { fail, note } from '../../stores/messages.ts'
import { call } from '../../studio.ts'
import { runName } from '../runWords.ts'
import { compareNone, selectRun } from '../trainView.ts'
import styles from './Ensemble.module.css'
import { FusionFields } from './FusionFields.tsx'
import { combineObstacle, fusionOf, usualFusion, weightOf } from './fusionDraft.ts'

type CombineDialogProps = { readonly runs: readonly Run[]; readonly onClose: () => void }

/** Makes an ensemble of runs that are there. */
export function CombineDialog({ runs, onClose }: CombineDialogProps) {
  const { t } = useTranslation()
  const [fusion, setFusion] = useState(usualFusion)
  const [weights, setWeights] = useState<readonly string[]>(() => runs.map(() => '1'))
  const obstacle = combineObstacle(t, runs)
  const settings = fusionOf(fusion)
  const numbers = weights.map(weightOf).filter((weight) => weight !== null)
  const isReady = obstacle === null && settings !== null && numbers.length === runs.length
  const combine = async () => {
    if (!settings) return
    const runIds = runs.map(({ id }) => id)
    const { runId, learnedImages } = await call('ensembles.combine', { runIds, weights: numbers, fusion: settings })
    onClose()
    compareNone()
    selectRun(runId)
    if (learnedImages > 0) note(t('train.ensemble.learned', { count: learnedImages }))
  }
  return (
    <Dialog
      title={t('train.ensemble.combineTitle', { count: runs.length })}
      isOpen
      onClose={onClose}
      isWide
      actions={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" disabled={!isReady} onClick={() => void combine().catch(fail)}>
            {t('train.ensemble.combineButton')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.note}>{t('train.ensemble.combineText')}</p>
        {obstacle && (
          <p className={styles.obstacle} role="alert">
            {obstacle}
          </p>
        )}
        <MemberWeights
          runs={runs}
          weights={weights}
          onChange={(place, text) => setWeights(weights.with(place, text))}
        />
        <FusionFields draft={fusion} onChange={(change) => setFusion({ ...fusion, ...change })} />
      </div>
    </Dialog>
  )
}

type MemberWeightsProps = {
  readonly runs: readonly Run[]
  readonly weights: readonly string[]
  readonly onChange: (place: number, text: string) => void
}

function MemberWeights({ runs, weights, onChange }: MemberWeightsProps) {
  const { t } = useTranslation()
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('train.ensemble.member')}</th>
          <th scope="col">{t('train.table.size')}</th>
          <th scope="col">{t('train.table.ap50')}</th>
          <th scope="col">{t('train.table.ap')}</th>
          <th scope="col">{t('train.ensemble.weight')}</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run, place) => (
          <tr key={run.id}>
            <th scope="row">{runName(run)}</th>
            <td>{run.settings.size}</td>
            <td>{rateText(run.bestAp50)}</td>
            <td>{rateText(run.bestAp)}</td>
            <td>
              <TextInput
                className={styles.weight}
                inputMode="decimal"
                aria-label={t('train.ensemble.weightOf', { name: runName(run) })}
                aria-invalid={weightOf(weights[place] ?? '') === null}
                value={weights[place]}
                onChange={(event) => onChange(place, event.target.value)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
