import { ChevronLeft, ChevronRight, Pause, Play, SkipBack, SkipForward } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { averagesSoFar } from '../../../shared/metrics/curveSteps.ts'
import type { Category } from '../../../shared/model.ts'
import { rateText } from '../../charts/figureText.ts'
import { IconButton } from '../../design/Button.tsx'
import { useCommands } from '../../keys/useCommands.ts'
import { CropCanvas } from '../../results/CropCanvas.tsx'
import { Facts, Formula } from '../../results/pictures/inside/InsidePanel.tsx'
import { usePictures } from '../../results/usePictures.ts'
import styles from './CurvePlayer.module.css'
import { curveLines } from './curveLines.ts'
import { GrowingCurve } from './GrowingCurve.tsx'
import type { JudgedClass } from './judgedClass.ts'

/** How long a detection stays while the curve plays. */
const stepMs = 350
/** The first come one by one; later ones change little, and several come at a time. */
const strideAt = (count: number): number => 1 + Math.floor(count / 25)

type CurvePlayerProps = { readonly judged: JudgedClass; readonly categories: readonly Category[] }

export function CurvePlayer({ judged, categories }: CurvePlayerProps) {
  const { t } = useTranslation()
  const { ranking, steps, cropOf } = judged
  const pictures = usePictures()
  const player = useSteps(steps.length)
  const { count } = player
  const step = steps[count - 1] ?? null
  const averages = averagesSoFar(ranking, count)
  return (
    <div className={styles.columns}>
      <div className={styles.side}>
        <StepKeys player={player} of={steps.length} />
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

type Player = {
  readonly count: number
  readonly isPlaying: boolean
  readonly go: (count: number) => void
  readonly play: () => void
}

/** How many steps are done, by hand or by itself. */
function useSteps(of: number): Player {
  const [count, setCount] = useState(Math.min(1, of))
  const [isPlaying, setIsPlaying] = useState(false)
  useEffect(() => {
    if (!isPlaying) return
    const timer = setInterval(() => setCount((now) => Math.min(of, now + strideAt(now))), stepMs)
    return () => clearInterval(timer)
  }, [isPlaying, of])
  const hasEnded = count === of
  if (isPlaying && hasEnded) setIsPlaying(false)
  const go = (next: number) => {
    setIsPlaying(false)
    setCount(Math.min(of, Math.max(0, next)))
  }
  const play = () => {
    if (hasEnded) setCount(0)
    setIsPlaying(!isPlaying)
  }
  useCommands({
    'how.stepOn': { run: () => go(count + 1), canRun: () => !hasEnded },
    'how.stepBack': { run: () => go(count - 1), canRun: () => count > 0 },
    'how.play': play,
  })
  return { count, isPlaying, go, play }
}

type StepKeysProps = { readonly player: Player; readonly of: number }

function StepKeys({ player: { count, isPlaying, go, play }, of }: StepKeysProps) {
  const { t } = useTranslation()
  const [isFirst, isLast] = [count === 0, count === of]
  return (
    <>
      <div className={styles.keys}>
        <IconButton label={t('how.curve.start')} onClick={() => go(0)} disabled={isFirst}>
          <SkipBack size={16} />
        </IconButton>
        <IconButton
          label={t('keys.commands.how.stepBack')}
          command="how.stepBack"
          onClick={() => go(count - 1)}
          disabled={isFirst}
        >
          <ChevronLeft size={16} />
        </IconButton>
        <IconButton label={t('keys.commands.how.play')} command="how.play" isPressed={isPlaying} onClick={play}>
          {isPlaying ? <Pause size={16} /> : <Play size={16} />}
        </IconButton>
        <IconButton
          label={t('keys.commands.how.stepOn')}
          command="how.stepOn"
          onClick={() => go(count + 1)}
          disabled={isLast}
        >
          <ChevronRight size={16} />
        </IconButton>
        <IconButton label={t('how.curve.end')} onClick={() => go(of)} disabled={isLast}>
          <SkipForward size={16} />
        </IconButton>
        <span className="number">{t('how.curve.place', { place: count, count: of })}</span>
      </div>
      <input
        type="range"
        className={styles.range}
        aria-label={t('how.curve.slider')}
        min={0}
        max={of}
        value={count}
        onChange={(event) => go(Number(event.target.value))}
      />
    </>
  )
}
