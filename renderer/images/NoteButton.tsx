import { StickyNote } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Image } from '../../shared/model.ts'
import { Button, IconButton } from '../design/Button.tsx'
import { fail, note as tell } from '../stores/messages.ts'
import { call } from '../studio.ts'
import styles from './Images.module.css'

/** The note of an image: seen where there is one, written anywhere. */
export function NoteButton({ image }: { readonly image: Image }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string | null>(null)
  const close = () => setTyped(null)
  const save = async (text: string) => {
    close()
    if (text === image.note) return
    await call('images.setNote', { id: image.id, note: text })
    tell(t(text === '' ? 'room.note.removed' : 'room.note.saved', { name: image.path }))
  }
  const name = image.note === '' ? t('room.note.write') : t('room.note.read', { note: image.note })
  return (
    <Popover.Root open={typed !== null} onOpenChange={(isOpen) => setTyped(isOpen ? image.note : null)}>
      <span className={styles.noteButton} data-noted={image.note !== '' || undefined}>
        <Popover.Trigger asChild>
          <IconButton label={name}>
            <StickyNote size={14} />
          </IconButton>
        </Popover.Trigger>
      </span>
      <Popover.Portal>
        <Popover.Content className={styles.notePanel} sideOffset={4} collisionPadding={8}>
          <label className={styles.noteLabel}>
            {t('room.note.of', { name: image.path })}
            <textarea
              className={styles.noteText}
              rows={3}
              maxLength={10_000}
              value={typed ?? ''}
              onChange={(event) => setTyped(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
                event.preventDefault()
                save(event.currentTarget.value.trim()).catch(fail)
              }}
            />
          </label>
          <div className={styles.buttons}>
            <Button look="primary" onClick={() => save((typed ?? '').trim()).catch(fail)}>
              {t('room.note.keep')}
            </Button>
            <Button onClick={close}>{t('common.cancel')}</Button>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
