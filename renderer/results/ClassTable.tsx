import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { rateText } from '../charts/figureText.ts'
import { Swatch } from '../design/Swatch.tsx'
import styles from './ClassTable.module.css'
import { InlineSelect } from './InlineSelect.tsx'
import { changeView, useOwnChoice } from './resultsView.ts'
import { tableProfiles } from './table/profiles.ts'
import { isDifficulty, profileFigures, type TableLine, type TableModel, tableModel } from './table/tableModel.ts'
import type { Figures } from './useReading.ts'

type ClassTableProps = { readonly figures: Figures }

/** One line a class. What is not defined is a dash, never a 0. */
export const ClassTable = memo(function ClassTable({ figures }: ClassTableProps) {
  const { t } = useTranslation()
  const profile = useOwnChoice('profile')
  const { prepared, matched, reading } = figures
  const ofProfile = useMemo(() => profileFigures(profile, prepared), [profile, prepared])
  const model = useMemo(() => tableModel(ofProfile, matched, reading), [ofProfile, matched, reading])
  const colors = useMemo(
    () => new Map(prepared.data.categories.map((category) => [category.id, category.color])),
    [prepared],
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className={styles.panel} aria-label={t('results.table.title')} tabIndex={0}>
      <InlineSelect
        label={t('results.table.profile')}
        value={profile}
        choices={tableProfiles.map((value) => ({ value, label: t(`results.table.profiles.${value}`) }))}
        onChoose={(value) => changeView({ profile: value })}
      />
      <Summary model={model} />
      <table className={styles.table}>
        <Head model={model} />
        <tbody>
          {model.lines.map((line) => (
            <Line key={line.key} line={line} colors={colors} />
          ))}
        </tbody>
        {model.hasPoints && <Foot model={model} />}
      </table>
      <p className={styles.note}>
        {t(`results.table.notes.${profile}`)} {model.hasPoints && t('results.table.note')}
      </p>
    </section>
  )
})

function Summary({ model: { summary } }: { readonly model: TableModel }) {
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
}

function Head({ model: { columns, hasPoints } }: { readonly model: TableModel }) {
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
        {hasPoints && (
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

type LineProps = { readonly line: TableLine; readonly colors: ReadonlyMap<number, string> }

function Line({ line: { name, groundTruths, averages, point }, colors }: LineProps) {
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
      {point && (
        <>
          <td title={t('results.table.precisionOf', { right: point.tp, all: point.tp + point.fp })}>
            <Rate value={point.precision} />
          </td>
          <td title={t('results.table.recallOf', { right: point.tp, all: point.tp + point.fn })}>
            <Rate value={point.recall} />
          </td>
          <td>
            <Rate value={point.f1} />
          </td>
        </>
      )}
    </tr>
  )
}

/** A figure that follows the sliders. */
function Rate({ value }: { readonly value: number | null }) {
  return <span className={styles.rate}>{rateText(value)}</span>
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

function Foot({ model: { mean } }: { readonly model: TableModel }) {
  const { t } = useTranslation()
  const { points, averages } = mean
  return (
    <tfoot>
      <tr>
        <th scope="row">{t('results.table.mean')}</th>
        <td>{points.groundTruths}</td>
        {averages.map((value, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a table have nothing but their places
          <td key={place}>{rateText(value)}</td>
        ))}
        <td>
          <Rate value={points.precision} />
        </td>
        <td>
          <Rate value={points.recall} />
        </td>
        <td>
          <Rate value={points.f1} />
        </td>
      </tr>
    </tfoot>
  )
}
