import { useTranslation } from 'react-i18next'
import { Hint } from '../../design/Hint.tsx'
import { Swatch } from '../../design/Swatch.tsx'
import { useProject } from '../../stores/project.ts'
import { useEditor } from '../editor.ts'
import { perform } from '../perform.ts'
import styles from './Toolbar.module.css'

/** The class that the next box will have; a click leads to where it is chosen. */
export function NextCategory() {
  const { t } = useTranslation()
  const categoryId = useEditor((state) => state.categoryId)
  const category = useProject((state) => state.categories.find(({ id }) => id === categoryId))
  const name = category?.name ?? t('common.none')
  return (
    <Hint
      text={`${t('annotate.toolbar.nextClass')}: ${name}`}
      {...(category?.hotkey ? { shortcut: category.hotkey } : { command: 'annotate.nameCategory' })}
    >
      <button
        type="button"
        className={styles.next}
        aria-label={`${t('annotate.toolbar.nextClass')}: ${name}`}
        data-keeps-focus
        onClick={() => perform({ kind: 'nameCategory' })}
      >
        <Swatch color={category?.color} />
        <span className={styles.nextName}>{name}</span>
      </button>
    </Hint>
  )
}
