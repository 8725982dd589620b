import { GripVertical, Merge, Trash2 } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../design/Button.tsx'
import type { CountedCategory } from '../../stores/project.ts'
import styles from './Classes.module.css'
import type { ClassDialog } from './ClassesPage.tsx'
import { ColorButton } from './ColorButton.tsx'
import { removeClass } from './classActions.ts'
import { HotkeySelect } from './HotkeySelect.tsx'
import { NameCell } from './NameCell.tsx'

type ClassRowProps = {
  readonly category: CountedCategory
  /** From 0. */
  readonly place: number
  readonly categories: readonly CountedCategory[]
  readonly figures: { readonly boxes: number; readonly images: number } | null
  readonly isDragged: boolean
  readonly onDrag: (id: number | null) => void
  readonly onDrop: () => void
  readonly onMove: (step: -1 | 1) => void
  readonly onDialog: (dialog: ClassDialog) => void
}

export function ClassRow(props: ClassRowProps) {
  const { category, categories, figures, isDragged, onDrag, onDrop, onDialog } = props
  const { t } = useTranslation()
  const { name, annotationCount } = category
  const remove = () => {
    if (annotationCount > 0) onDialog({ kind: 'remove', category })
    else void removeClass(category, false)
  }
  return (
    <tr
      className={styles.row}
      data-dragged={isDragged || undefined}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        onDrop()
        onDrag(null)
      }}
    >
      <td>
        <Handle {...props} />
      </td>
      <td>
        <ColorButton category={category} categories={categories} />
      </td>
      <td className={styles.name}>
        <NameCell
          category={category}
          categories={categories}
          onCollision={(into) => onDialog({ kind: 'merge', from: category, into })}
        />
      </td>
      <td>
        <HotkeySelect category={category} categories={categories} />
      </td>
      <td className={styles.figure}>{shownFigure(figures?.boxes, annotationCount)}</td>
      <td className={styles.figure}>{figures?.images ?? '…'}</td>
      <td className={styles.actions}>
        <IconButton
          label={t('room.classes.mergeThis', { name })}
          disabled={categories.length < 2}
          onClick={() => onDialog({ kind: 'merge', from: category, into: null })}
        >
          <Merge size={15} />
        </IconButton>
        <IconButton label={t('room.classes.removeThis', { name })} onClick={remove}>
          <Trash2 size={15} />
        </IconButton>
      </td>
    </tr>
  )
}

/** With a filter, how many of all. */
function shownFigure(found: number | undefined, all: number): string {
  if (found === undefined || found === all) return String(all)
  return `${found} / ${all}`
}

/** The place in exported lists: dragged by the mouse, or moved by the arrow keys. */
function Handle({ category, place, onDrag, onMove }: ClassRowProps) {
  const { t } = useTranslation()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    onMove(event.key === 'ArrowUp' ? -1 : 1)
  }
  return (
    <button
      type="button"
      className={styles.handle}
      draggable
      title={t('room.classes.orderHelp')}
      onKeyDown={onKeyDown}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', category.name)
        onDrag(category.id)
      }}
      onDragEnd={() => onDrag(null)}
    >
      <GripVertical size={14} aria-hidden="true" />
      <span className="spoken">{t('room.classes.handle', { name: category.name, place: place + 1 })}</span>
      <span className="number" aria-hidden="true">
        {place}
      </span>
    </button>
  )
}
