import { Eye, EyeOff, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../design/Button.tsx'
import { Swatch } from '../../design/Swatch.tsx'
import type { CountedCategory } from '../../stores/project.ts'
import { change } from '../act.ts'
import { removeCategory, renameCategory, takeCategory } from '../categories.ts'
import { useEditor } from '../editor.ts'
import { toggleCategoryHidden } from '../visible.ts'
import styles from './CategoryPanel.module.css'
import { CommittedInput } from './CommittedInput.tsx'

type CategoryRowProps = { readonly category: CountedCategory; readonly isChosen: boolean }

export function CategoryRow({ category, isChosen }: CategoryRowProps) {
  const { t } = useTranslation()
  const [isRenaming, setIsRenaming] = useState(false)
  const { id, name, color, hotkey, annotationCount } = category
  const isHidden = useEditor((state) => state.hiddenCategoryIds.has(id))
  if (isRenaming) return <RenameField category={category} onLeave={() => setIsRenaming(false)} />
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={styles.row}
        aria-pressed={isChosen}
        title={`${name} – ${t('annotate.classes.renameHint')}`}
        onClick={() => void takeCategory(id)}
        onDoubleClick={() => setIsRenaming(true)}
      >
        <kbd className={styles.digit}>{hotkey}</kbd>
        <Swatch color={color} />
        <span className={styles.name}>{name}</span>
        <span className="number">{annotationCount}</span>
      </button>
      <IconButton
        label={t(isHidden ? 'annotate.classes.show' : 'annotate.classes.hide', { name })}
        className={styles.eye}
        isPressed={isHidden}
        onClick={() => change((editor) => toggleCategoryHidden(editor, id))}
      >
        {isHidden ? <EyeOff size={14} /> : <Eye size={14} />}
      </IconButton>
      {annotationCount === 0 && (
        <IconButton
          label={t('annotate.classes.remove', { name })}
          className={styles.remove}
          onClick={() => removeCategory(id)}
        >
          <X size={14} />
        </IconButton>
      )}
    </li>
  )
}

function RenameField({ category, onLeave }: { readonly category: CountedCategory; readonly onLeave: () => void }) {
  const { t } = useTranslation()
  return (
    <li className={styles.item}>
      <CommittedInput
        autoFocus
        aria-label={t('annotate.classes.rename', { name: category.name })}
        value={category.name}
        onFocus={(event) => event.target.select()}
        onCommit={(name) => name.trim() !== '' && renameCategory(category.id, name.trim())}
        onLeave={onLeave}
      />
    </li>
  )
}
