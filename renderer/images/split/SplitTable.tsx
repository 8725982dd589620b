import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SplitName } from '../../../shared/model.ts'
import type { SplitReport } from '../../../shared/reports.ts'
import { splitNames } from '../../../shared/split/deal.ts'
import { deviationOf, shareOf, sumOf } from './deviation.ts'
import styles from './Split.module.css'

/** Images and the boxes of each class by part, with the share of each; a class that is spread otherwise is marked. */
export function SplitTable({ report }: { readonly report: SplitReport }) {
  const { t } = useTranslation()
  const { images, categories, unassigned, locked } = report
  return (
    <div className={styles.tableBox}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('split.boxesOf')}</th>
            {splitNames.map((name) => (
              <th key={name} scope="col">
                {t(`images.part.${name}`)}
              </th>
            ))}
            <th scope="col">{t('split.sum')}</th>
          </tr>
        </thead>
        <tbody>
          <tr className={styles.strong}>
            <th scope="row">{t('split.images')}</th>
            {splitNames.map((name, part) => {
              const isEmpty = images[name] === 0 && report.ratio[part]! > 0 && sumOf(images) > 0
              const deviation = isEmpty ? 'empty' : 'none'
              return <Cell key={name} count={images[name]} share={shareOf(images, name)} deviation={deviation} />
            })}
            <td>{sumOf(images)}</td>
          </tr>
          {categories.map((category) => (
            <CategoryRow key={category.id} category={category} report={report} />
          ))}
        </tbody>
      </table>
      <p className={styles.help}>
        {unassigned > 0 && t('split.unassigned', { count: unassigned })}{' '}
        {locked > 0 && t('split.locked', { count: locked })}
      </p>
    </div>
  )
}

type CategoryRowProps = { readonly category: SplitReport['categories'][number]; readonly report: SplitReport }

function CategoryRow({ category, report }: CategoryRowProps) {
  const { boxes, images, name } = category
  const cell = (part: SplitName) => {
    const deviation = deviationOf(part, report.images, boxes, images)
    return <Cell key={part} count={boxes[part]} share={shareOf(boxes, part)} deviation={deviation} />
  }
  return (
    <tr>
      <th scope="row" title={name}>
        {name}
      </th>
      {splitNames.map(cell)}
      <td>{sumOf(boxes)}</td>
    </tr>
  )
}

type CellProps = {
  readonly count: number
  readonly share: number
  readonly deviation: ReturnType<typeof deviationOf> | 'empty'
}

function Cell({ count, share, deviation }: CellProps) {
  const { t } = useTranslation()
  const percent = `${share < 0.995 ? Number((share * 100).toPrecision(2)) : Math.round(share * 100)} %`
  return (
    <td data-deviation={deviation === 'none' ? undefined : deviation}>
      {deviation !== 'none' && (
        <span className={styles.mark} title={t(`split.deviation.${deviation}`)}>
          {deviation === 'over' ? '▲' : deviation === 'under' ? '▼' : <TriangleAlert size={12} aria-hidden="true" />}
          <span className="spoken">{t(`split.deviation.${deviation}`)}</span>
        </span>
      )}
      {count} <span className={styles.share}>{count > 0 ? percent : ''}</span>
    </td>
  )
}
