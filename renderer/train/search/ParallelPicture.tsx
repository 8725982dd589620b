import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Search, SearchTrial } from '../../../shared/searchCalls.ts'
import { useSize } from '../../charts/useSize.ts'
import { AxisBrush } from './AxisBrush.tsx'
import styles from './ParallelPicture.module.css'
import { type PictureAxis, trialText } from './pictureAxes.ts'
import type { AxisPart } from './trialOrder.ts'

export type PictureProps = {
  readonly search: Search
  readonly axes: readonly PictureAxis[]
  readonly best: SearchTrial | null
  /** The trial under the pointer, here or elsewhere. */
  readonly pointed: number | null
  readonly onPoint: (number: number | null) => void
  /** Whether a trial lies within the chosen parts of the axes. */
  readonly isInside: (number: number) => boolean
}

type ParallelProps = PictureProps & {
  readonly parts: Readonly<Record<string, AxisPart>>
  readonly onPart: (name: string, part: AxisPart | null) => void
}

const margin = { top: 40, right: 56, bottom: 14, left: 12 }

/** Each setting and the result as an upright axis, each trial as a line through its values. */
export function ParallelPicture({ search, axes, best, pointed, onPoint, isInside, parts, onPart }: ParallelProps) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(box)
  const length = Math.max(0, height - margin.top - margin.bottom)
  const step = axes.length > 1 ? (width - margin.left - margin.right) / (axes.length - 1) : 0
  const x = (index: number) => margin.left + index * step
  const y = (place: number) => margin.top + length * (1 - place)
  const lineOf = (trial: SearchTrial) =>
    axes
      .flatMap(({ axis, read }, index) => {
        const place = axis.placeOf(read(trial))
        return place === null ? [] : [`${x(index)},${y(place)}`]
      })
      .join(' ')
  // Drawn last, the best and the pointed one lie above the others.
  const rank = ({ number }: SearchTrial) => Number(number === best?.number) + 2 * Number(number === pointed)
  return (
    <figure className={styles.picture}>
      <figcaption className={styles.caption}>{t('search.parallel.title')}</figcaption>
      <div ref={box} className={styles.box}>
        {width > 0 && (
          // biome-ignore lint/a11y/useSemanticElements: a picture with controls in it
          <svg width={width} height={height} role="group" aria-label={t('search.parallel.title')}>
            {[...search.trials]
              .sort((a, b) => rank(a) - rank(b))
              .map((trial) => (
                <polyline
                  key={trial.number}
                  className={lookOf(trial, { best, pointed, isInside })}
                  points={lineOf(trial)}
                  onPointerEnter={() => onPoint(trial.number)}
                  onPointerLeave={() => onPoint(null)}
                >
                  <title>{trialText(t, axes, trial)}</title>
                </polyline>
              ))}
            {axes.map(({ name, axis }, index) => (
              <AxisBrush
                key={name}
                axis={axis}
                part={parts[name] ?? null}
                onPart={(part) => onPart(name, part)}
                isRaised={index % 2 === 1}
                anchor={index === 0 ? 'start' : index === axes.length - 1 ? 'end' : 'middle'}
                {...{ x: x(index), top: margin.top, length }}
              />
            ))}
          </svg>
        )}
      </div>
      <p className={styles.note}>{t('search.parallel.note')}</p>
    </figure>
  )
}

type Seen = Pick<PictureProps, 'best' | 'pointed' | 'isInside'>

function lookOf({ number, state }: SearchTrial, { best, pointed, isInside }: Seen): string {
  const looks = [
    styles.line,
    state === 'stopped' && styles.stopped,
    !isInside(number) && styles.outside,
    number === best?.number && styles.best,
    number === pointed && styles.pointed,
  ]
  return looks.filter(Boolean).join(' ')
}
