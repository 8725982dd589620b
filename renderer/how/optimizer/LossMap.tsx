import { type KeyboardEvent, type MouseEvent, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { float32sFrom } from '../../../shared/base64.ts'
import { clamp } from '../../../shared/box.ts'
import type { LossSlice, OptimizerPaths } from '../../../shared/howCalls.ts'
import { shortNumber } from '../../charts/figureText.ts'
import { ValueMap } from '../ValueMap.tsx'
import styles from './LossMap.module.css'
import { lossHeights, lossRange } from './lossHeights.ts'
import { pathLooks } from './pathLooks.ts'

type LossMapProps = {
  readonly slice: LossSlice
  readonly paths: OptimizerPaths | null
  /** Steps of each path that are drawn. */
  readonly shown: number
  readonly start: readonly [number, number]
  readonly onStart: (start: readonly [number, number]) => void
}

const keyWays: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
const keyStep = 0.1

/** Of the drawing over the map. */
const side = 400

/** The loss over a and b, light where it is large, with the paths on it. A click is another start. */
export function LossMap({ slice, paths, shown, start, onStart }: LossMapProps) {
  const { t } = useTranslation()
  const { reach, cells } = slice
  const losses = useMemo(() => float32sFrom(slice.values), [slice])
  const heights = useMemo(() => lossHeights(losses), [losses])
  const [least, most] = useMemo(() => lossRange(losses), [losses])
  const at = (value: number) => placeOf(value, reach)
  const within = (value: number) => clamp(value, -reach, reach)
  const shift = (event: KeyboardEvent) => {
    const way = keyWays[event.key]
    if (!way) return
    event.preventDefault()
    onStart([within(start[0] + way[0] * keyStep), within(start[1] + way[1] * keyStep)])
  }
  const choose = (event: MouseEvent) => {
    // Enter on it: once more from the same start.
    if (event.detail === 0) return onStart(start)
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
    const place = (part: number) => within(reach * (2 * part - 1))
    onStart([place((event.clientX - left) / width), place((event.clientY - top) / height)])
  }
  return (
    <div className={styles.side}>
      <button
        type="button"
        className={styles.map}
        onClick={choose}
        onKeyDown={shift}
        title={t('how.optimizer.click')}
        aria-label={t('how.optimizer.map')}
      >
        <ValueMap cells={cells} values={heights} />
        <svg className={styles.paths} viewBox={`0 0 ${side} ${side}`} aria-hidden="true">
          {paths && <Paths paths={paths} shown={shown} reach={reach} />}
          <path className={styles.run} d={`M ${side / 2 - 8} ${side / 2} h 16 M ${side / 2} ${side / 2 - 8} v 16`} />
          <circle className={styles.start} cx={at(start[0])} cy={at(start[1])} r={6} />
        </svg>
      </button>
      <div className={styles.ramp} />
      <p className={styles.ends}>
        <span>{shortNumber(least)}</span>
        <span>{t('how.optimizer.marks')}</span>
        <span>{shortNumber(most)}</span>
      </p>
    </div>
  )
}

const placeOf = (value: number, reach: number): number => ((value + reach) / (2 * reach)) * side

type PathsProps = { readonly paths: OptimizerPaths; readonly shown: number; readonly reach: number }

function Paths({ paths, shown, reach }: PathsProps) {
  return paths.paths.map(({ rule, points }) => {
    const line = points
      .slice(0, shown + 1)
      .map((point) => point.at.map((value) => placeOf(value, reach)).join(','))
      .join(' ')
    const { color, dash } = pathLooks[rule]
    return (
      <g key={rule}>
        <polyline className={styles.halo} points={line} />
        <polyline className={styles.path} points={line} stroke={`var(${color})`} strokeDasharray={dash.join(' ')} />
      </g>
    )
  })
}
