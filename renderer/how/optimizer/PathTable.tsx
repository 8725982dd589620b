import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { OptimizerPaths } from '../../../shared/howCalls.ts'
import { shortNumber } from '../../charts/figureText.ts'
import { Figures } from '../Part.tsx'
import { StepKeys } from '../StepKeys.tsx'
import { useSteps } from '../useSteps.ts'
import styles from './OptimizerPanel.module.css'
import { pathLooks, ruleNames } from './pathLooks.ts'

type PathTableProps = {
  readonly paths: OptimizerPaths
  readonly steps: number
  readonly shown: number
  readonly onShow: (step: number) => void
}

/** The optimizers step by step: where each is, and how low. */
export function PathTable({ paths, steps, shown, onShow }: PathTableProps) {
  const { t } = useTranslation()
  const player = useSteps(steps, steps)
  useEffect(() => onShow(player.count), [onShow, player.count])
  return (
    <div className={styles.table}>
      <StepKeys
        player={player}
        label={t('how.optimizer.step')}
        place={t('how.optimizer.place', { place: player.count, count: steps })}
      />
      <Figures
        label={t('how.optimizer.paths')}
        head={[t('how.optimizer.rule'), t('how.optimizer.rate'), 'a', 'b', t('how.losses.loss')]}
        rows={paths.paths.map(({ rule, learningRate, points }) => {
          const { at, loss } = points[Math.min(shown, points.length - 1)]!
          const [a, b] = at.map((value) => value.toFixed(2)) as [string, string]
          return [ruleNames[rule], shortNumber(learningRate), a, b, loss.toFixed(3)]
        })}
      />
      <ul className={styles.legend}>
        {paths.paths.map(({ rule }) => (
          <li key={rule}>
            <svg className={styles.sample} viewBox="0 0 32 8" aria-hidden="true">
              <line
                x1="0"
                x2="32"
                y1="4"
                y2="4"
                stroke={`var(${pathLooks[rule].color})`}
                strokeDasharray={pathLooks[rule].dash.join(' ')}
                strokeWidth={3}
              />
            </svg>
            {ruleNames[rule]}
          </li>
        ))}
      </ul>
    </div>
  )
}
