import { memo, type RefObject, useCallback, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { rateText } from '../charts/figureText.ts'
import { Swatch } from '../design/Swatch.tsx'
import styles from './ClassTable.module.css'
import { InlineSelect } from './InlineSelect.tsx'
import { changeView, useOwnChoice } from './resultsView.ts'
import { type TableProfile, tableProfiles } from './table/profiles.ts'
import {
  hasPoints,
  isDifficulty,
  linePoints,
  type ProfileFigures,
  profileFigures,
  type TableLine,
} from './table/tableModel.ts'
import { useRates } from './table/useRates.ts'
import { type Rates, rateNames } from './table/writeRates.ts'
import type { Figures } from './useReading.ts'

type ClassTableProps = { readonly figures: Figures }

/** One line a class. What is not defined is a dash, never a 0. */
export const ClassTable = memo(function ClassTable({ figures }: ClassTableProps) {
  const { t } = useTranslation()
  const profile = useOwnChoice('profile')
  const { prepared } = figures
  const ofProfile = useMemo(() => profileFigures(profile, prepared), [profile, prepared])
  const panel = useRef<HTMLElement>(null)
  const onScroll = useFollowedRates(panel, ofProfile, figures)
  const colors = useMemo(
    () => new Map(prepared.data.categories.map((category) => [category.id, category.color])),
    [prepared],
  )
  return (
    <section
      ref={panel}
      className={styles.panel}
      aria-label={t('results.table.title')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
      tabIndex={0}
      onScroll={onScroll}
    >
      <ProfileSelect profile={profile} />
      <Summary figures={ofProfile} />
      <Lines figures={ofProfile} colors={colors} groundTruths={figures.reading.averages.groundTruths} />
      <Note profile={profile} />
    </section>
  )
})

type OfProfile = { readonly profile: TableProfile }

const ProfileSelect = memo(function ProfileSelect({ profile }: OfProfile) {
  const { t } = useTranslation()
  return (
    <InlineSelect
      label={t('results.table.profile')}
      value={profile}
      choices={tableProfiles.map((value) => ({ value, label: t(`results.table.profiles.${value}`) }))}
      onChoose={(value) => changeView({ profile: value })}
    />
  )
})

const Note = memo(function Note({ profile }: OfProfile) {
  const { t } = useTranslation()
  return (
    <p className={styles.note}>
      {t(`results.table.notes.${profile}`)} {hasPoints(profile) && t('results.table.note')}
    </p>
  )
})

const noRates: readonly Rates[] = []

/** Writes precision, recall and F1 into the table. @returns to be called when the panel was scrolled */
function useFollowedRates(
  panel: RefObject<HTMLElement | null>,
  ofProfile: ProfileFigures,
  { matched, reading }: Figures,
): () => void {
  const { t } = useTranslation()
  const points = useMemo(
    () => (hasPoints(ofProfile.profile) ? linePoints(ofProfile, matched, reading) : null),
    [ofProfile, matched, reading],
  )
  const rates = useMemo(() => (points ? [...points, reading.averages] : noRates), [points, reading])
  const sayTitles = useCallback(
    (row: Element, line: number) => {
      const point = points?.[line]
      if (!point) return
      const { tp: right, fp, fn } = point
      const [precision, recall] = [...row.querySelectorAll('[data-rate]')].map((rate) => rate.parentElement!)
      precision!.title = t('results.table.precisionOf', { right, all: right + fp })
      recall!.title = t('results.table.recallOf', { right, all: right + fn })
    },
    [points, t],
  )
  return useRates({ panel, lines: ofProfile.lines, rates, onRest: sayTitles })
}

type LinesProps = {
  readonly figures: ProfileFigures
  readonly colors: ReadonlyMap<number, string>
  /** Of all lines. */
  readonly groundTruths: number
}

/** All but what follows the sliders. */
const Lines = memo(function Lines({ figures, colors, groundTruths }: LinesProps) {
  return (
    <table className={styles.table}>
      <Head figures={figures} />
      <tbody>
        {figures.lines.map((line) => (
          <Line key={line.key} line={line} colors={colors} hasRates={hasPoints(figures.profile)} />
        ))}
      </tbody>
      {hasPoints(figures.profile) && <Foot mean={figures.mean} groundTruths={groundTruths} />}
    </table>
  )
})

const Summary = memo(function Summary({ figures: { summary } }: { readonly figures: ProfileFigures }) {
  const { t } = useTranslation()
  return (
    <dl className={styles.summary}>
      {summary.map(({ name, value }) => (
        <div key={name}>
          <dt>{isDifficulty(name) ? t(`results.table.difficulty.${name}`) : name}</dt>
          <dd>{rateText(value)}</dd>
        </div>
      ))}
    </dl>
  )
})

function Head({ figures: { columns, profile } }: { readonly figures: ProfileFigures }) {
  const { t } = useTranslation()
  return (
    <thead>
      <tr>
        <th scope="col">{t('results.table.class')}</th>
        <th scope="col" title={t('results.table.nHelp')}>
          n
        </th>
        {columns.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
        {hasPoints(profile) && (
          <>
            <th scope="col">{t('results.table.precision')}</th>
            <th scope="col">{t('results.table.recall')}</th>
            <th scope="col">F1</th>
          </>
        )}
      </tr>
    </thead>
  )
}

type LineProps = {
  readonly line: TableLine
  readonly colors: ReadonlyMap<number, string>
  readonly hasRates: boolean
}

function Line({ line: { name, groundTruths, averages }, colors, hasRates }: LineProps) {
  const { t } = useTranslation()
  return (
    <tr className={name.kind === 'class' ? undefined : styles.part}>
      <th scope="row">
        {name.kind === 'class' ? (
          <>
            <Swatch color={colors.get(name.categoryId ?? 0)} />
            {name.name}
          </>
        ) : (
          <span title={t(partHelp(name))}>{t(partName(name))}</span>
        )}
      </th>
      <td>{groundTruths}</td>
      {averages.map((value, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a table have nothing but their places
        <td key={place}>{rateText(value)}</td>
      ))}
      {hasRates && <RateCells />}
    </tr>
  )
}

/** For figures that follow the sliders: `useRates` writes them. */
function RateCells() {
  return rateNames.map((name) => (
    <td key={name}>
      <span className={styles.rate} data-rate="" />
    </td>
  ))
}

type Part = Exclude<TableLine['name'], { readonly kind: 'class' }>

const partName = (name: Part) =>
  name.kind === 'size'
    ? (`results.table.size.${name.size}` as const)
    : (`results.table.difficulty.${name.difficulty}` as const)
const partHelp = (name: Part) =>
  name.kind === 'size'
    ? (`results.table.sizeHelp.${name.size}` as const)
    : (`results.table.difficultyHelp.${name.difficulty}` as const)

type FootProps = { readonly mean: readonly (number | null)[]; readonly groundTruths: number }

function Foot({ mean, groundTruths }: FootProps) {
  const { t } = useTranslation()
  return (
    <tfoot>
      <tr>
        <th scope="row">{t('results.table.mean')}</th>
        <td>{groundTruths}</td>
        {mean.map((value, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a table have nothing but their places
          <td key={place}>{rateText(value)}</td>
        ))}
        <RateCells />
      </tr>
    </tfoot>
  )
}
