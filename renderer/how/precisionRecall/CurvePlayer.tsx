import { useTranslation } from 'react-i18next'
import { averagesSoFar } from '../../../shared/metrics/curveSteps.ts'
import type { Category } from '../../../shared/model.ts'
import { rateText } from '../../charts/figureText.ts'
import { CropCanvas } from '../../results/CropCanvas.tsx'
import { Facts, Formula } from '../../results/pictures/inside/InsidePanel.tsx'
import { usePictures } from '../../results/usePictures.ts'
import { StepKeys } from '../StepKeys.tsx'
import { useSteps } from '../useSteps.ts'
import styles from './CurvePlayer.module.css'
import { curveLines } from './curveLines.ts'
import { GrowingCurve } from './GrowingCurve.tsx'
import type { JudgedClass } from './judgedClass.ts'

type CurvePlayerProps = { readonly judged: JudgedClass; readonly categories: readonly Category[] }

export function CurvePlayer({ judged, categories }: CurvePlayerProps) {
  const { t } = useTranslation()
  const { ranking, steps, cropOf } = judged
  const pictures = usePictures()
  const player = useSteps(steps.length, 1)
  const { count } = player
  const step = steps[count - 1] ?? null
  const averages = averagesSoFar(ranking, count)
  return (
    <div className={styles.columns}>
      <div className={styles.side}>
        <StepKeys
          player={player}
          label={t('how.curve.slider')}
          place={t('how.curve.place', { place: count, count: steps.length })}
        />
        {step && (
          <>
            <div>
              <CropCanvas item={cropOf(step)} categories={categories} pictures={pictures} />
            </div>
            <output className={step.isTrue ? styles.right : styles.wrong}>
              {t(step.isTrue ? 'how.curve.right' : 'how.curve.wrong', { score: rateText(step.score) })}
            </output>
          </>
        )}
        <Facts
          rows={[
            [t('how.curve.eleven'), rateText(averages.elevenPoints, 4)],
            [t('how.curve.all'), rateText(averages.allPoints, 4)],
            [t('how.curve.hundred'), rateText(averages.hundredPoints, 4)],
          ]}
        />
      </div>
      <div className={styles.curve}>
        <GrowingCurve steps={steps.slice(0, count)} />
        <Formula lines={curveLines(step, ranking.groundTruths, averages)} />
      </div>
    </div>
  )
}
