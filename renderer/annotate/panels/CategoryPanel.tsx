import { MessageCircleQuestionMark } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../design/Button.tsx'
import { useProject } from '../../stores/project.ts'
import { useEditor } from '../editor.ts'
import { perform } from '../perform.ts'
import { useAsking } from '../picker/classPicker.ts'
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
        <span className={styles.titleText}>
          {t('annotate.classes.name')} <span className="number">{categories.length}</span>
        </span>
        <AskButton />
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

/** Whether each box asks for its class. */
function AskButton() {
  const { t } = useTranslation()
  const isOn = useAsking((state) => state.isOn)
  return (
    <IconButton
      label={t('annotate.picker.ask')}
      command="annotate.askClass"
      isPressed={isOn}
      onClick={() => perform({ kind: 'askClass' })}
    >
      <MessageCircleQuestionMark size={14} />
    </IconButton>
  )
}
