import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { rateText } from '../../../charts/figureText.ts'
import { IconButton } from '../../../design/Button.tsx'
import { overlapFormula } from './formulas.ts'
import styles from './InsidePanel.module.css'
import { Facts, Formula } from './InsidePanel.tsx'
import { type Inside, stepsAbove } from './inside.ts'
import { chosenStep } from './insideChoice.ts'
import type { Looked } from './insideScene.ts'
import { look } from './insideView.ts'

export function SuppressionPanel({ looked: { inside, view, confidence } }: { readonly looked: Looked }) {
  const { t } = useTranslation()
  const steps = stepsAbove(inside, confidence)
  const now = chosenStep(inside, view, confidence)
  const step = steps[now]
  if (!step) return <p className={styles.note}>{t('results.inside.nothingDetected')}</p>
  const winner = step.by === null ? null : steps[step.by]!
  const name = inside.categories[step.category]!.name
  const kept = steps.filter(({ by }) => by === null).length
  return (
    <>
      <Facts
        rows={[
          [t('results.inside.candidates'), steps.length],
          [t('results.inside.kept'), kept],
          [t('results.inside.removed'), steps.length - kept],
        ]}
      />
      <StepBar now={now} count={steps.length} />
      <output className={styles.verdict}>
        {winner
          ? t('results.inside.gone', {
              place: now + 1,
              name,
              score: rateText(step.score),
              winner: step.by! + 1,
              winnerScore: rateText(winner.score),
              iou: rateText(step.iou),
              limit: inside.suppression.iouLimit,
            })
          : t('results.inside.stays', { place: now + 1, name, score: rateText(step.score) })}
      </output>
      {!winner && <Afterwards inside={inside} row={step.row} />}
      {winner && <Formula lines={overlapFormula(inside, step.row, winner.row)} />}
    </>
  )
}

type StepBarProps = { readonly now: number; readonly count: number }

function StepBar({ now, count }: StepBarProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.steps}>
      <IconButton
        label={t('keys.commands.resultImages.stepBack')}
        command="resultImages.stepBack"
        onClick={() => look({ step: now - 1 })}
        disabled={now === 0}
      >
        <ChevronLeft size={16} />
      </IconButton>
      <input
        type="range"
        className={styles.range}
        aria-label={t('results.inside.step')}
        min={0}
        max={count - 1}
        value={now}
        onChange={(event) => look({ step: Number(event.target.value) })}
      />
      <span className="number">
        {now + 1} / {count}
      </span>
      <IconButton
        label={t('keys.commands.resultImages.stepOn')}
        command="resultImages.stepOn"
        onClick={() => look({ step: now + 1 })}
        disabled={now === count - 1}
      >
        <ChevronRight size={16} />
      </IconButton>
    </div>
  )
}

/** What becomes of a box that stays. */
function Afterwards({ inside, row }: { readonly inside: Inside; readonly row: number }) {
  const { t } = useTranslation()
  const found = inside.found.find((each) => each.row === row)
  if (!found) return <p className={styles.note}>{t('results.inside.fadedAway')}</p>
  const own = inside.boxes.subarray(row * 4, row * 4 + 4)
  const shift = Math.max(...found.box.map((value, side) => Math.abs(value - own[side]!)))
  return (
    <p className={styles.note}>
      {t('results.inside.afterwards', { score: rateText(found.score), shift: shift.toFixed(1) })}
    </p>
  )
}
