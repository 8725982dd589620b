import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchTrial } from '../../../shared/searchCalls.ts'
import { useSize } from '../../charts/useSize.ts'
import { Select } from '../../design/Field.tsx'
import type { Axis } from './axes.ts'
import type { PictureProps } from './ParallelPicture.tsx'
import { type PictureAxis, trialText } from './pictureAxes.ts'
import styles from './ScatterPicture.module.css'

const margin = { top: 12, right: 20, bottom: 24, left: 44 }

/** One setting against the result: each trial is a point, whose shape says how it ended. */
export function ScatterPicture({ search, axes, best, pointed, onPoint, isInside }: PictureProps) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const size = useSize(box)
  const parameters = axes.filter(({ name }) => name !== 'score')
  const [chosen, setChosen] = useState<PictureAxis['name'] | null>(null)
  const across = parameters.find(({ name }) => name === chosen) ?? parameters[0]!
  const up = axes.at(-1)!
  const width = Math.max(0, size.width - margin.left - margin.right)
  const height = Math.max(0, size.height - margin.top - margin.bottom)
  const x = (place: number) => margin.left + width * place
  const y = (place: number) => margin.top + height * (1 - place)
  return (
    <figure className={styles.picture}>
      <figcaption className={styles.caption}>
        <span>{t('search.scatter.title', { objective: up.axis.label })}</span>
        <Select
          className={styles.select}
          aria-label={t('search.scatter.setting')}
          value={across.name}
          choices={parameters.map(({ name, axis }) => ({ value: name, label: axis.label }))}
          onChoose={setChosen}
        />
        {across.axis.isLog && <span className={styles.log}>{t('search.log')}</span>}
      </figcaption>
      <div ref={box} className={styles.box}>
        {size.width > 0 && (
          <svg
            width={size.width}
            height={size.height}
            role="img"
            aria-label={t('search.scatter.label', { setting: across.axis.label, objective: up.axis.label })}
          >
            <AxisTicks across={across.axis} up={up.axis} {...{ x, y }} />
            {search.trials.map((trial) => {
              const [left, bottom] = [across.axis.placeOf(across.read(trial)), up.axis.placeOf(trial.score)]
              if (left === null || (bottom === null && trial.state !== 'failed')) return null
              return (
                <TrialPoint
                  key={trial.number}
                  trial={trial}
                  x={x(left)}
                  y={y(bottom ?? 0)}
                  title={trialText(t, axes, trial)}
                  isBest={trial.number === best?.number}
                  isPointed={trial.number === pointed}
                  isInside={isInside(trial.number)}
                  onPoint={onPoint}
                />
              )
            })}
          </svg>
        )}
      </div>
      <Legend />
    </figure>
  )
}

/** What the shapes of the points mean. */
function Legend() {
  const { t } = useTranslation()
  return (
    <ul className={styles.legend}>
      {(['done', 'stopped', 'failed'] as const).map((state) => (
        <li key={state}>
          <svg className={styles.sample} viewBox="-8 -8 16 16" aria-hidden="true">
            <PointShape state={state} />
          </svg>
          {t(`search.state.${state}`)}
        </li>
      ))}
      <li>
        <svg className={styles.sample} viewBox="-8 -8 16 16" aria-hidden="true">
          <circle className={styles.ring} r={6.5} />
        </svg>
        {t('search.best')}
      </li>
    </ul>
  )
}

type AxisTicksProps = {
  readonly across: Axis
  readonly up: Axis
  readonly x: (place: number) => number
  readonly y: (place: number) => number
}

function AxisTicks({ across, up, x, y }: AxisTicksProps) {
  return (
    <g>
      {up.ticks.map(({ place, text }) => (
        <g key={place}>
          <line className={styles.grid} x1={x(0)} x2={x(1)} y1={y(place)} y2={y(place)} />
          <text className={styles.tick} x={x(0) - 6} y={y(place) + 4} textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      {across.ticks.map(({ place, text }) => (
        <g key={place}>
          <line className={styles.grid} x1={x(place)} x2={x(place)} y1={y(0)} y2={y(1)} />
          <text className={styles.tick} x={x(place)} y={y(0) + 18} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
    </g>
  )
}

type TrialPointProps = {
  readonly trial: SearchTrial
  readonly x: number
  readonly y: number
  readonly title: string
  readonly isBest: boolean
  readonly isPointed: boolean
  readonly isInside: boolean
  readonly onPoint: (number: number | null) => void
}

function TrialPoint({ trial, x, y, title, isBest, isPointed, isInside, onPoint }: TrialPointProps) {
  return (
    <g
      className={isInside ? styles.point : styles.outside}
      transform={`translate(${x} ${y})`}
      onPointerEnter={() => onPoint(trial.number)}
      onPointerLeave={() => onPoint(null)}
    >
      <title>{title}</title>
      {(isBest || isPointed) && <circle className={isBest ? styles.ring : styles.pointed} r={7.5} />}
      <PointShape state={trial.state} />
    </g>
  )
}

/** Full: trained whole. Hollow: ended early, or not at its end yet. A cross: could not be trained. */
function PointShape({ state }: Pick<SearchTrial, 'state'>) {
  if (state === 'failed') return <path className={styles.cross} d="M-4,-4 L4,4 M-4,4 L4,-4" />
  return <circle className={state === 'done' ? styles.full : styles.hollow} r={4} />
}
