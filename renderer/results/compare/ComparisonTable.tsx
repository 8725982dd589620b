import { useTranslation } from 'react-i18next'
import { rateText, undefinedFigure } from '../../charts/figureText.ts'
import { Swatch } from '../../design/Swatch.tsx'
import styles from './ComparisonTable.module.css'
import {
  type ComparedFigure,
  type ComparedLine,
  type Comparison,
  comparedFigures,
  type Pair,
  type Side,
} from './comparison.ts'

type ComparisonTableProps = {
  readonly comparison: Comparison
  readonly here: Side
  readonly there: Side
  readonly names: { readonly here: string; readonly there: string }
}

/** Each figure of the run on the screen, and how far it is from that of the other one. */
export function ComparisonTable({ comparison, here, there, names }: ComparisonTableProps) {
  const { t } = useTranslation()
  const titles: Readonly<Record<ComparedFigure, string>> = {
    AP: 'AP',
    AP50: 'AP50',
    precision: t('results.table.precision'),
    recall: t('results.table.recall'),
    f1: 'F1',
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className={styles.panel} aria-label={t('results.compare.table')} tabIndex={0}>
      <p className={styles.words}>
        {t('results.compare.words', {
          ...names,
          count: here.matched.prepared.data.images.length,
          confidenceHere: rateText(here.reading.confidence),
          confidenceThere: rateText(there.reading.confidence),
          iou: rateText(here.reading.iou, 2),
        })}
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('results.table.class')}</th>
            <th scope="col" title={t('results.table.nHelp')}>
              n
            </th>
            {comparedFigures.map((name) => (
              <th key={name} scope="col">
                {titles[name]}
              </th>
            ))}
            <th scope="col" title={t('results.compare.wonHelp', names)}>
              {t('results.compare.wonShort')}
            </th>
            <th scope="col" title={t('results.compare.lostHelp', names)}>
              {t('results.compare.lostShort')}
            </th>
          </tr>
        </thead>
        <tbody>
          {comparison.lines.map((line) => (
            <Line key={line.category!.id} line={line} />
          ))}
        </tbody>
        <tfoot>
          <Line line={comparison.mean} />
        </tfoot>
      </table>
    </section>
  )
}

function Line({ line }: { readonly line: ComparedLine }) {
  const { t } = useTranslation()
  const { category, groundTruths, figures, won, lost } = line
  return (
    <tr>
      <th scope="row">
        {category && <Swatch color={category.color} />}
        {category?.name ?? t('results.table.mean')}
      </th>
      <td>{groundTruths}</td>
      {comparedFigures.map((name) => (
        <td key={name} title={`${rateText(figures[name].there)} → ${rateText(figures[name].here)}`}>
          {rateText(figures[name].here)} <Difference pair={figures[name]} />
        </td>
      ))}
      <td>{won}</td>
      <td>{lost}</td>
    </tr>
  )
}

/** By sign and colour. */
function Difference({ pair: { here, there } }: { readonly pair: Pair }) {
  if (here === null || there === null) return <span className={styles.same}>{undefinedFigure}</span>
  const difference = here - there
  const text = Math.abs(difference).toFixed(3)
  if (Number(text) === 0) return <span className={styles.same}>±{text}</span>
  return (
    <span className={difference > 0 ? styles.better : styles.worse}>
      {difference > 0 ? '+' : '−'}
      {text}
    </span>
  )
}
