import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Image } from '../../../shared/model.ts'
import { fail } from '../../stores/messages.ts'
import { useProject } from '../../stores/project.ts'
import { call } from '../../studio.ts'
import styles from './Boxes.module.css'
import { cropAt } from './crops.ts'
import type { Gallery } from './useGallery.ts'

type CurrentCropProps = { readonly gallery: Gallery; readonly id: number | null }

/** Class, size and image of the crop that the keys start from. */
export function CurrentCrop({ gallery, id }: CurrentCropProps) {
  const { t } = useTranslation()
  const categories = useProject((state) => state.categories)
  const index = id === null ? -1 : gallery.columns.ids.indexOf(id)
  const crop = index < 0 ? null : cropAt(gallery.columns, index)
  const image = useImage(crop?.imageId ?? null)
  if (!crop) return <span className={styles.current}>{t('room.boxes.hint')}</span>
  const name = categories.find((category) => category.id === crop.categoryId)?.name ?? t('room.boxes.noClass')
  const parts = [name, `${Math.round(crop.width)} × ${Math.round(crop.height)}`, image?.path ?? '…']
  return (
    <span className={styles.current} title={image?.path}>
      {parts.join(' · ')}
    </span>
  )
}

function useImage(id: number | null): Image | null {
  const [image, setImage] = useState<Image | null>(null)
  useEffect(() => {
    if (id === null) return
    let isCurrent = true
    call('images.get', { ids: [id] })
      .then(([found]) => isCurrent && setImage(found ?? null))
      .catch(fail)
    return () => {
      isCurrent = false
    }
  }, [id])
  return image?.id === id ? image : null
}
