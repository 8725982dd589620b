import { useTranslation } from 'react-i18next'
import type { MappedClass } from '../../../shared/exchange/classMapping.ts'
import type { ImportReport } from '../../../shared/reports.ts'
import { Select } from '../../design/Field.tsx'
import { useProject } from '../../stores/project.ts'
import styles from '../exchange/Exchange.module.css'
import type { Import } from './useImport.ts'

/** Which class of the project each class of the labels becomes. */
export function ClassMappingTable({ course, plan }: { readonly course: Import; readonly plan: ImportReport }) {
  const { t } = useTranslation()
  return (
    <div className={styles.classes}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('exchange.classOfLabels')}</th>
            <th scope="col">{t('exchange.boxes')}</th>
            <th scope="col">{t('exchange.becomes')}</th>
          </tr>
        </thead>
        <tbody>
          {plan.classes.map((entry) => (
            <ClassRow key={entry.name} course={course} entry={entry} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ClassRow({ course, entry }: { readonly course: Import; readonly entry: MappedClass }) {
  const { t } = useTranslation()
  const categories = useProject((state) => state.categories)
  const { name, boxes, similarId } = entry
  const target = course.classes[name] ?? entry.target
  const isThere = categories.some((category) => category.name === name.normalize('NFC'))
  const value = target.kind === 'existing' ? String(target.categoryId) : target.kind
  const choices = [
    ...(isThere ? [] : [{ value: 'new', label: t('exchange.newClass') }]),
    ...categories.map((category) => ({ value: String(category.id), label: category.name })),
    { value: 'skip', label: t('exchange.skipClass') },
  ]
  const choose = (chosen: string) => {
    if (chosen === 'new' || chosen === 'skip') course.setClass(name, { kind: chosen })
    else course.setClass(name, { kind: 'existing', categoryId: Number(chosen) })
  }
  const isProposed = target.kind === 'existing' && target.categoryId === similarId
  return (
    <tr>
      <th scope="row" title={name}>
        {name}
      </th>
      <td>{boxes}</td>
      <td>
        <Select value={value} choices={choices} onChoose={choose} aria-label={t('exchange.classBecomes', { name })} />
        {isProposed && <span className={styles.help}>{t('exchange.similarName')}</span>}
      </td>
    </tr>
  )
}
