import { StickyNote } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import { Button } from '../../design/Button.tsx'
import { Hint } from '../../design/Hint.tsx'
import { useEditor } from '../editor.ts'
import { focusOn } from '../focus.ts'
import styles from './ReviewBar.module.css'
import { reject, setImageNote } from './verdict.ts'

/** What the text that is typed is for; null while the field is closed. */
type Purpose = 'note' | 'reject' | null
export const useImageNote = create<{ readonly purpose: Purpose }>()(() => ({ purpose: null }))
const close = (): void => useImageNote.setState({ purpose: null })

/** The note of the image: shown, written, and asked for as the reason of a rejection. */
export function ImageNote() {
  const { t } = useTranslation()
  const purpose = useImageNote((state) => state.purpose)
  const imageId = useEditor((editor) => editor.image?.id ?? null)
  const note = useEditor((editor) => editor.image?.note ?? '')
  return (
    <Popover.Root
      open={purpose !== null && imageId !== null}
      onOpenChange={(open) => useImageNote.setState({ purpose: open ? 'note' : null })}
    >
      <Hint text={note === '' ? t('annotate.review.noteHint') : note} command="annotate.imageNote" side="top">
        <Popover.Trigger
          className={`${styles.verdict} ${styles.noteButton}`}
          disabled={imageId === null}
          data-keeps-focus
        >
          <StickyNote size={14} aria-hidden="true" />
          <span className={styles.noteText}>{note === '' ? t('annotate.review.note') : note}</span>
        </Popover.Trigger>
      </Hint>
      <Popover.Portal>
        <Popover.Content
          className={styles.popover}
          side="top"
          sideOffset={6}
          collisionPadding={8}
          aria-label={purpose === 'reject' ? t('annotate.review.why') : t('annotate.review.noteHint')}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            focusOn('canvas')
          }}
        >
          {purpose && <NoteField key={imageId} purpose={purpose} note={note} />}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

type NoteFieldProps = { readonly purpose: 'note' | 'reject'; readonly note: string }

/** Enter keeps the text, Shift+Enter begins a line, Escape leaves all as it was. */
function NoteField({ purpose, note }: NoteFieldProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(note)
  const label = purpose === 'reject' ? t('annotate.review.why') : t('annotate.review.noteHint')
  function keep(): void {
    void (purpose === 'reject' ? reject(typed.trim()) : setImageNote(typed.trim()))
    close()
  }
  return (
    <>
      <h3>{label}</h3>
      <textarea
        rows={3}
        aria-label={label}
        maxLength={10_000}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
          event.preventDefault()
          keep()
        }}
      />
      <div className={styles.actions}>
        <Button look="quiet" onClick={close}>
          {t('common.cancel')}
        </Button>
        <Button look={purpose === 'reject' ? 'danger' : 'primary'} onClick={keep}>
          {purpose === 'reject' ? t('annotate.review.reject') : t('annotate.review.keepNote')}
        </Button>
      </div>
    </>
  )
}
