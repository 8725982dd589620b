import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CocoFigures } from '../../shared/metrics/coco.ts'
import { rateText } from '../charts/figureText.ts'
import styles from './ClassTable.module.css'
import { type Averages, type ClassRow, definedFigure } from './reading.ts'

type ClassTableProps = {
  readonly figures: CocoFigures
  readonly rows: readonly ClassRow[]
  readonly averages: Averages
}

const summary = ['AP', 'AP50', 'AP75'] as const

/** One line a class. What is not defined is a dash, never a 0. */
export const ClassTable = memo(function ClassTable({ figures, rows, averages }: ClassTableProps) {
  const { t } = useTranslation()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className={styles.panel} aria-label={t('results.table.title')} tabIndex={0}>
      <dl className={styles.summary}>
        {summary.map((name) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{rateText(definedFigure(figures[name]))}</dd>
          </div>
        ))}
      </dl>
      <table className={styles.table}>
        <Head />
        <tbody>
          {rows.map((row) => (
            <ClassLine key={row.category.id} row={row} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('results.table.mean')}</th>
            <td>{averages.groundTruths}</td>
            <td>{rateText(definedFigure(figures.AP))}</td>
            <td>{rateText(definedFigure(figures.AP50))}</td>
            <td>{rateText(averages.precision)}</td>
            <td>{rateText(averages.recall)}</td>
            <td>{rateText(averages.f1)}</td>
          </tr>
        </tfoot>
      </table>
      <p className={styles.note}>{t('results.table.note')}</p>
    </section>
  )
})

function Head() {
  const { t } = useTranslation()
  return (
    <thead>
      <tr>
        <th scope="col">{t('results.table.class')}</th>
        <th scope="col" title={t('results.table.nHelp')}>
          n
        </th>
        <th scope="col">AP</th>
        <th scope="col">AP50</th>
        <th scope="col">{t('results.table.precision')}</th>
        <th scope="col">{t('results.table.recall')}</th>
        <th scope="col">F1</th>
      </tr>
    </thead>
  )
}

function ClassLine({ row: { category, groundTruths, ap, ap50, point } }: { readonly row: ClassRow }) {
  const { t } = useTranslation()
  const { tp, fp, fn } = point
  return (
    <tr>
      <th scope="row">
        <span className={styles.swatch} style={{ background: category.color }} aria-hidden="true" />
        {category.name}
      </th>
      <td>{groundTruths}</td>
      <td>{rateText(ap)}</td>
      <td>{rateText(ap50)}</td>
      <td title={t('results.table.precisionOf', { right: tp, all: tp + fp })}>{rateText(point.precision)}</td>
      <td title={t('results.table.recallOf', { right: tp, all: tp + fn })}>{rateText(point.recall)}</td>
      <td>{rateText(point.f1)}</td>
    </tr>
  )
}
