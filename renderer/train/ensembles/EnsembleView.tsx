import { useTranslation } from 'react-i18next'
import type { Ensemble } from '../../../shared/ensemble.ts'
import type { Run } from '../../../shared/reports.ts'
import { rateText } from '../../charts/figureText.ts'
import { Button } from '../../design/Button.tsx'
import { RunHeader } from '../RunHeader.tsx'
import styles from '../RunView.module.css'
import { runStateOf } from '../runState.ts'
import { runName } from '../runWords.ts'
import { selectRun } from '../trainView.ts'
import { useRunJob } from '../useRunJob.ts'
import own from './Ensemble.module.css'

type EnsembleViewProps = { readonly run: Run; readonly ensemble: Ensemble; readonly runs: readonly Run[] }

/** A run that is several: how it stands, who belongs to it, and how their boxes become one answer. */
export function EnsembleView({ run, ensemble, runs }: EnsembleViewProps) {
  const { t } = useTranslation()
  const job = useRunJob(run.jobId)
  const { fusion, method } = ensemble
  return (
    <section className={styles.run} aria-label={runName(run)}>
      <RunHeader run={run} job={job} state={runStateOf(run, job)} epochs={[]} />
      <div className={own.members}>
        <p>
          {t(`train.ensemble.made.${method}`)} {t(`train.ensemble.method.${fusion.method}`)} · IoU {fusion.iou}
          {fusion.method === 'vote' && ` · ${t('train.ensemble.leastVotes')} ${fusion.leastVotes}`}
        </p>
        <Members ensemble={ensemble} runs={runs} />
        <p className={own.note}>{t('train.ensemble.exportNote')}</p>
      </div>
    </section>
  )
}

function Members({ ensemble: { members, size }, runs }: Omit<EnsembleViewProps, 'run'>) {
  const { t } = useTranslation()
  const missing = size - members.length
  return (
    <>
      <table className={own.table}>
        <thead>
          <tr>
            <th scope="col">{t('train.ensemble.member')}</th>
            <th scope="col">{t('train.ensemble.weight')}</th>
            <th scope="col">{t('train.table.ap50')}</th>
            <th scope="col">{t('train.table.ap')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {members.map(({ runId, weight, isDone }) => {
            const member = runs.find(({ id }) => id === runId)
            return (
              <tr key={runId}>
                <th scope="row">{member ? runName(member) : `#${runId}`}</th>
                <td>{isDone ? Number(weight.toFixed(3)) : t('train.ensemble.inTraining')}</td>
                <td>{rateText(member?.bestAp50 ?? null)}</td>
                <td>{rateText(member?.bestAp ?? null)}</td>
                <td>
                  <Button look="quiet" onClick={() => selectRun(runId)}>
                    {t('train.ensemble.show')}
                  </Button>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {missing > 0 && <p className={own.note}>{t('train.ensemble.missing', { count: missing })}</p>}
    </>
  )
}
