import { useTranslation } from 'react-i18next'
import { useProject } from '../../stores/project.ts'
import { useEditor } from '../editor.ts'
import { CategoryField } from './CategoryField.tsx'
import styles from './CategoryPanel.module.css'
import { CategoryRow } from './CategoryRow.tsx'

/** The classes of the project: a click or a digit takes one for the selection and for the next box. */
export function CategoryPanel() {
  const { t } = useTranslation()
  const categories = useProject((state) => state.categories)
  const chosenId = useEditor((state) => state.categoryId)
  return (
    <section className={styles.panel} aria-label={t('annotate.classes.name')}>
      <h2 className={styles.title}>
        {t('annotate.classes.name')} <span className="number">{categories.length}</span>
      </h2>
      <CategoryField />
      <ul className={styles.list} aria-label={t('annotate.classes.name')}>
        {categories.map((category) => (
          <CategoryRow key={category.id} category={category} isChosen={category.id === chosenId} />
        ))}
      </ul>
    </section>
  )
}
