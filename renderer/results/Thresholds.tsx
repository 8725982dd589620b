import { useTranslation } from 'react-i18next'
import { Button } from '../design/Button.tsx'
import { changeView, type ResultsView } from './resultsView.ts'
import styles from './Thresholds.module.css'
import { ValueSlider } from './ValueSlider.tsx'

type ThresholdsProps = Pick<ResultsView, 'confidence' | 'iou'> & { readonly bestConfidence: number }

/** The two values that every figure on the screen depends on. */
export function Thresholds({ confidence, bestConfidence, iou }: ThresholdsProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.thresholds}>
      <ValueSlider
        label={t('results.confidence')}
        value={confidence === 'auto' ? bestConfidence : confidence}
        low={0}
        high={1}
        onChange={(value) => changeView({ confidence: value })}
      />
      <Button
        aria-pressed={confidence === 'auto'}
        title={t('results.autoHelp')}
        onClick={() => changeView({ confidence: 'auto' })}
      >
        {t('results.auto')}
      </Button>
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
