import { useTranslation } from 'react-i18next'
import type { LabellingKind } from '../../../shared/labellingCalls.ts'
import { rateText } from '../../charts/figureText.ts'
import { Swatch } from '../../design/Swatch.tsx'
import { useProject } from '../../stores/project.ts'
import styles from './Agreement.module.css'
import type { AgreementModel } from './model.ts'

type ClassAgreementTableProps = { readonly model: AgreementModel; readonly kind: LabellingKind }

/** Which classes are labelled the same by both, over all images of the comparison. */
export function ClassAgreementTable({ model, kind }: ClassAgreementTableProps) {
  const { t } = useTranslation()
  const categories = useProject((state) => state.categories)
  if (model.classes.length === 0) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className={styles.classes} aria-label={t('agreement.byClass')} tabIndex={0}>
      <h3>{t('agreement.byClass')}</h3>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('agreement.class')}</th>
            <th scope="col">F1</th>
            <th scope="col">IoU</th>
            <th scope="col" title={t('agreement.outcome.same')}>
              =
            </th>
            <th scope="col" title={t(`agreement.alone.${kind}.missed`)}>
              ?
            </th>
            <th scope="col" title={t(`agreement.alone.${kind}.extra`)}>
              ✕
            </th>
          </tr>
        </thead>
        <tbody>
          {model.classes.map(({ categoryId, f1, meanIou, same, missed, extra }) => {
            const category = categories.find(({ id }) => id === categoryId)
            return (
              <tr key={categoryId}>
                <th scope="row" title={category?.name}>
                  {category && <Swatch color={category.color} />}
                  {category?.name}
                </th>
                <td>{rateText(f1, 2)}</td>
                <td>{rateText(meanIou, 2)}</td>
                <td>{same}</td>
                <td>{missed}</td>
                <td>{extra}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
