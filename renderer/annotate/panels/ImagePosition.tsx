import { useActivity } from '../../stores/activity.ts'
import { useImageList } from '../imageList.ts'
import styles from './Toolbar.module.css'

/** [i / N]; a dash when the current image is not in the list. */
export function ImagePosition() {
  const ids = useImageList((state) => state.ids)
  const imageId = useActivity((state) => state.imageId)
  const index = imageId === null ? -1 : ids.indexOf(imageId)
  return (
    <span className={`number ${styles.position}`} data-testid="position">
      [{index < 0 ? '–' : index + 1} / {ids.length}]
    </span>
  )
}
