import { useTranslation } from 'react-i18next'
import type { Regularisation } from '../../../shared/howCalls.ts'
import type { EvaluatedImage, Run } from '../../../shared/reports.ts'
import { shortNumber } from '../../charts/figureText.ts'
import { Button } from '../../design/Button.tsx'
import { Formula } from '../../results/pictures/inside/InsidePanel.tsx'
import { Answer } from '../Answer.tsx'
import { useExperiment } from '../experiments.ts'
import { Lesson } from '../Lesson.tsx'
import { Figures } from '../Part.tsx'
import { Histogram } from '../signals/Histogram.tsx'
import styles from './RegularisationPanel.module.css'
import { regularisationLines } from './regularisationLines.ts'

type RegularisationPanelProps = { readonly run: Run; readonly image: EvaluatedImage }

/** The weights of the run's head after a few steps more, each time with something else that holds them down. */
export function RegularisationPanel({ run, image }: RegularisationPanelProps) {
  const { t } = useTranslation()
  const about = { runId: run.id, imageId: image.id }
  const { asked, begin, cancel } = useExperiment('how.regularisation', about)
  return (
    <Lesson panel="regularisation">
      {asked === null && (
        <div>
          <Button look="primary" onClick={() => begin(about)}>
            {t('how.regularisation.compute')}
          </Button>
        </div>
      )}
      {asked && (
        <Answer asked={asked} onCancel={cancel}>
          {(found) => <Heads found={found} />}
        </Answer>
      )}
    </Lesson>
  )
}

function Heads({ found }: { readonly found: Regularisation }) {
  const { t } = useTranslation()
  const { heads, steps, images, weights, low, high } = found
  const before = heads[0]!
  return (
    <>
      <p className={styles.note}>
        {t('how.regularisation.about', { steps, images, weights })}
        {found.dropout === null && ` ${t('how.regularisation.noDropout')}`}
      </p>
      <div className={styles.row}>
        {heads.map(({ kind, counts, nearlyZero }) => (
          <Histogram
            key={kind}
            title={t(`how.regularisation.kind.${kind}`)}
            spread={{ counts, low, high }}
            text={t('how.regularisation.nearly', { part: Math.round(nearlyZero * 100) })}
            {...(kind === 'run' ? {} : { behind: before.counts })}
          />
        ))}
      </div>
      <Figures
        label={t('how.regularisation.heads')}
        head={[
          t('how.regularisation.head'),
          '√Σw²',
          t('how.regularisation.nearlyColumn', { limit: shortNumber(found.nearly) }),
          t('how.losses.loss'),
        ]}
        rows={heads.map(({ kind, norm, nearlyZero, loss }) => [
          t(`how.regularisation.kind.${kind}`),
          shortNumber(norm),
          `${(100 * nearlyZero).toFixed(1)} %`,
          loss.toFixed(3),
        ])}
      />
      <Formula lines={regularisationLines(found)} />
    </>
  )
}
