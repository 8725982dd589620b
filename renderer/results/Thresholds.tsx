import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Evaluation, isOtherThanValidation } from '../../shared/reports.ts'
import { Button } from '../design/Button.tsx'
import { ValueSlider } from '../design/ValueSlider.tsx'
import { evaluateRun, useUnderWay } from './evaluateRun.ts'
import { changeView } from './resultsView.ts'
import styles from './Thresholds.module.css'
import type { Figures } from './useReading.ts'

type ThresholdsProps = {
  readonly evaluation: Evaluation
  readonly figures: Figures
  /** Where the sliders stand, which may be ahead of the figures; null where the confidence is chosen by itself. */
  readonly confidence: number | null
  readonly iou: number
}

/** The two values that every figure on the screen depends on. */
export function Thresholds({ evaluation, figures, confidence, iou }: ThresholdsProps) {
  const { t } = useTranslation()
  const { hasValidation, reading } = figures
  const { source } = reading
  return (
    <div className={styles.thresholds}>
      <ValueSlider
        label={t('results.confidence')}
        value={confidence ?? reading.confidence}
        low={0}
        high={1}
        onChange={(value) => changeView({ confidence: value })}
      />
      {isOtherThanValidation(evaluation.split) && (
        <OnValidation evaluation={evaluation} hasValidation={hasValidation} isInUse={source === 'validation'} />
      )}
      <BestHere isInUse={source === 'here'} />
      <ValueSlider
        label={t('results.iou')}
        value={iou}
        low={0.05}
        high={0.95}
        onChange={(value) => changeView({ iou: value })}
      />
    </div>
  )
}

const BestHere = memo(function BestHere({ isInUse }: { readonly isInUse: boolean }) {
  const { t } = useTranslation()
  return (
    <Button aria-pressed={isInUse} title={t('results.bestHereHelp')} onClick={() => changeView({ confidence: 'here' })}>
      {t('results.bestHere')}
    </Button>
  )
})

type OnValidationProps = {
  readonly evaluation: Evaluation
  readonly hasValidation: boolean
  readonly isInUse: boolean
}

/** Takes the confidence that is best on the validation part, which is evaluated first where it was not yet. */
const OnValidation = memo(function OnValidation({ evaluation, hasValidation, isInUse }: OnValidationProps) {
  const { t } = useTranslation()
  const isUnderWay = useUnderWay(({ evaluations }) =>
    evaluations.some((other) => other.runId === evaluation.runId && other.split === 'val'),
  )
  const choose = () => {
    changeView({ confidence: 'auto' })
    if (!hasValidation) void evaluateRun(t, evaluation.runId, 'val')
  }
  return (
    <Button
      aria-pressed={isInUse}
      title={t(hasValidation ? 'results.bestOnValidationHelp' : 'results.bestOnValidationFirst')}
      disabled={isUnderWay}
      onClick={choose}
    >
      {isUnderWay ? t('results.evaluate.running') : t('results.bestOnValidation')}
    </Button>
  )
})
