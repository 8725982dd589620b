import { ChevronLeft, ChevronRight, Pause, Play, SkipBack, SkipForward } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../design/Button.tsx'
import styles from './StepKeys.module.css'
import type { Player } from './useSteps.ts'

type StepKeysProps = {
  readonly player: Player
  readonly label: string
  /** How far it is, in words. */
  readonly place: string
}

export function StepKeys({ player: { count, of, isPlaying, go, play }, label, place }: StepKeysProps) {
  const { t } = useTranslation()
  const [isFirst, isLast] = [count === 0, count === of]
  return (
    <>
      <div className={styles.keys}>
        <IconButton label={t('how.steps.start')} onClick={() => go(0)} disabled={isFirst}>
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
        <IconButton label={t('how.steps.end')} onClick={() => go(of)} disabled={isLast}>
          <SkipForward size={16} />
        </IconButton>
        <span className="number">{place}</span>
      </div>
      <input
        type="range"
        aria-label={label}
        min={0}
        max={of}
        value={count}
        onChange={(event) => go(Number(event.target.value))}
      />
    </>
  )
}
