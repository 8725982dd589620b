import { PenLine, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/Button.tsx'
import { Select } from '../../design/Field.tsx'
import { Hint } from '../../design/Hint.tsx'
import { useProject } from '../../stores/project.ts'
import styles from './Boxes.module.css'
import { BoxHistoryButton } from './BoxHistoryButton.tsx'
import { CurrentCrop } from './CurrentCrop.tsx'
import { deleteCrops, relabelCrops } from './cropActions.ts'
import { useGalleryView } from './galleryView.ts'
import { targets } from './selection.ts'
import { openCrop } from './useCropCommands.ts'
import type { Gallery } from './useGallery.ts'

/** What is chosen, and what can be done with it; each action is one step of undo. */
export function SelectionBar({ gallery }: { readonly gallery: Gallery }) {
  const { t } = useTranslation()
  const selection = useGalleryView((state) => state.selection)
  const categories = useProject((state) => state.categories)
  const chosen = targets(selection)
  const isNothing = chosen.length === 0
  const choices = [
    { value: '', label: t('room.boxes.relabel') },
    ...categories.map(({ id, name, hotkey }) => ({ value: String(id), label: hotkey ? `${hotkey}  ${name}` : name })),
  ]
  const relabel = (value: string) => {
    const category = categories.find(({ id }) => String(id) === value)
    if (category) void relabelCrops(gallery, chosen, category)
  }
  return (
    <footer className={styles.selection}>
      <output className={styles.chosen}>{t('room.boxes.chosen', { count: selection.ids.size })}</output>
      <CurrentCrop gallery={gallery} id={selection.current} />
      <Select
        className={styles.relabel}
        aria-label={t('room.boxes.relabel')}
        value=""
        disabled={isNothing}
        choices={choices}
        onChoose={relabel}
      />
      <BoxHistoryButton id={selection.current} />
      <Hint text={t('keys.commands.gallery.open')} command="gallery.open">
        <Button disabled={selection.current === null} onClick={() => openCrop(gallery)}>
          <PenLine size={14} aria-hidden="true" />
          {t('room.boxes.open')}
        </Button>
      </Hint>
      <Hint text={t('keys.commands.gallery.delete')} command="gallery.delete">
        <Button disabled={isNothing} onClick={() => void deleteCrops(gallery, chosen)}>
          <Trash2 size={14} aria-hidden="true" />
          {t('room.boxes.delete')}
        </Button>
      </Hint>
    </footer>
  )
}
