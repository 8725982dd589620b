import { CopyCheck, Eye, EyeOff, Lock, LockOpen, StickyNote } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { boxHeight, boxWidth } from '../../../shared/box.ts'
import type { Annotation, Category } from '../../../shared/model.ts'
import { bringIntoView } from '../../canvas/viewport.ts'
import { IconButton } from '../../design/Button.tsx'
import { Swatch } from '../../design/Swatch.tsx'
import { change } from '../act.ts'
import { setLocked } from '../details.ts'
import { frameOf, useEditor } from '../editor.ts'
import { perform } from '../perform.ts'
import { isVisible, toggleHidden } from '../visible.ts'
import styles from './ObjectPanel.module.css'

type ObjectRowProps = {
  readonly annotation: Annotation
  readonly category: Category | null
  readonly isSelected: boolean
  readonly isHidden: boolean
}

export const ObjectRow = memo(function ObjectRow({ annotation, category, isSelected, isHidden }: ObjectRowProps) {
  const { t } = useTranslation()
  const facts = useFacts(annotation)
  return (
    <>
      <button
        type="button"
        className={styles.row}
        aria-pressed={isSelected}
        data-hidden={isHidden || undefined}
        data-switched={Number(isHidden) + Number(annotation.locked)}
        title={facts.join(', ')}
        onClick={(event) => choose(annotation.id, event.shiftKey || event.ctrlKey || event.metaKey)}
        onDoubleClick={() => perform({ kind: 'nameCategory' })}
      >
        <Swatch color={category?.color} />
        <span className={styles.name}>{category?.name ?? t('annotate.objects.noClass')}</span>
        <Marks annotation={annotation} />
        <span className={styles.facts}>{facts.join(', ')}</span>
        <span className={`number ${styles.size}`}>
          {Math.round(boxWidth(annotation))}×{Math.round(boxHeight(annotation))}
        </span>
      </button>
      <Switches annotation={annotation} isHidden={isHidden} />
    </>
  )
})

/** Selects a box and brings it into view; one that is hidden is only brought into view. */
function choose(id: number, isAdded: boolean): void {
  useEditor.setState((editor) => {
    const box = editor.annotations.find((annotation) => annotation.id === id)
    if (!box) return editor
    const others = isAdded ? editor.selectedIds.filter((other) => other !== id) : []
    const view = bringIntoView(editor.view, box, frameOf(editor))
    if (!isVisible(box, editor)) return { view }
    const isTakenAway = isAdded && editor.selectedIds.includes(id)
    const selectedIds = isTakenAway ? others : [...others, id]
    return { selectedIds, view }
  })
}

/** Locked and hidden are set here for one box, whatever is selected. */
function Switches({ annotation, isHidden }: { readonly annotation: Annotation; readonly isHidden: boolean }) {
  const { t } = useTranslation()
  const { id, locked } = annotation
  return (
    <span className={styles.switches}>
      <IconButton
        label={t(locked ? 'annotate.objects.unlock' : 'annotate.objects.lock')}
        className={styles.switch}
        isPressed={locked}
        onClick={() => change((editor) => setLocked(editor, [annotation], !locked))}
      >
        {locked ? <Lock size={13} /> : <LockOpen size={13} />}
      </IconButton>
      <IconButton
        label={t(isHidden ? 'annotate.objects.show' : 'annotate.objects.hide')}
        className={styles.switch}
        isPressed={isHidden}
        onClick={() => change((editor) => toggleHidden(editor, id))}
      >
        {isHidden ? <EyeOff size={13} /> : <Eye size={13} />}
      </IconButton>
    </span>
  )
}

function Marks({ annotation: { copied, note } }: { readonly annotation: Annotation }) {
  const { t } = useTranslation()
  return (
    <>
      {copied && <CopyCheck size={13} className={styles.mark} role="img" aria-label={t('annotate.objects.copied')} />}
      {note !== '' && (
        <StickyNote size={13} className={styles.mark} role="img" aria-label={t('annotate.objects.note')} />
      )}
    </>
  )
}

/** What a person or a file said about the object, in few words. */
function useFacts({ difficult, ignore, truncated, occluded, copied, note }: Annotation): string[] {
  const { t } = useTranslation()
  const part = truncated ?? 0
  const percent = Math.round(part * 100)
  return [
    copied && t('annotate.objects.copied'),
    part >= 1 && t('annotate.objects.truncatedWhole'),
    part > 0 && part < 1 && t('annotate.objects.truncatedPart', { percent }),
    (occluded === 1 || occluded === 2) && t(`annotate.objects.occlusion.${occluded}`),
    occluded === 3 && t('annotate.objects.occlusionUnknown'),
    difficult && t('annotate.objects.difficultShort'),
    ignore && t('annotate.objects.ignoreShort'),
    note !== '' && `“${note}”`,
  ].filter((fact) => fact !== false)
}
