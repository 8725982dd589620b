import { SquareDashed } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { toggledValue, valuesOfField } from '../../shared/filter/editFilter.ts'
import { splitChoices } from '../../shared/filter/terms.ts'
import { imageState } from '../../shared/model.ts'
import { IconButton } from '../design/Button.tsx'
import { FilterField } from '../filter/FilterField.tsx'
import { OrderChoice } from '../filter/OrderChoice.tsx'
import { setFilter, useActivity } from '../stores/activity.ts'
import { toggleThumbnailBoxes, useImagesRoom } from '../stores/imagesRoom.ts'
import { useProject } from '../stores/project.ts'
import styles from './FilterBar.module.css'

type FilterBarProps = {
  /** How much the filter lets through, in words. */
  readonly shown: string
  /** Whether states and parts of images are offered as buttons with their counts. */
  readonly hasStates?: boolean
}

export const searchId = 'images-search'

/** The filter of the room, and its most used words as buttons. Several of a row mean "one of these". */
export function FilterBar({ shown, hasStates = false }: FilterBarProps) {
  const filter = useActivity((state) => state.filter)
  return (
    <div className={styles.filters}>
      <div className={styles.row}>
        <FilterField id={searchId} value={filter} onChange={setFilter} />
        {hasStates && <Arrangement />}
        <output className={styles.shown}>{shown}</output>
      </div>
      {hasStates && <StateChips filter={filter} />}
    </div>
  )
}

function StateChips({ filter }: { readonly filter: string }) {
  const { t } = useTranslation()
  const project = useProject((state) => state.project)
  const chip = (field: 'state' | 'split' | 'is', value: string, label: string, count: number) => (
    <button
      type="button"
      key={value}
      className={styles.chip}
      aria-pressed={valuesOfField(filter, field).includes(value)}
      onClick={() => setFilter(toggledValue(filter, field, value))}
    >
      {label} <span className="number">{count}</span>
    </button>
  )
  if (!project) return null
  return (
    <div className={styles.row}>
      {imageState.options.map((state) => chip('state', state, t(`images.state.${state}`), project.states[state]))}
      <span className={styles.divider} />
      {splitChoices.map((split) => chip('split', split, t(`images.part.${split}`), project.splits[split]))}
      {project.brokenImageCount > 0 && chip('is', 'broken', t('images.broken'), project.brokenImageCount)}
    </div>
  )
}

/** In which order the images come, and whether their boxes are drawn on them. */
function Arrangement() {
  const { t } = useTranslation()
  const hasBoxes = useImagesRoom((state) => state.hasBoxes)
  return (
    <>
      <span className={styles.order}>
        <OrderChoice />
      </span>
      <IconButton
        label={t('room.thumbnailBoxes')}
        command="images.thumbnailBoxes"
        isPressed={hasBoxes}
        onClick={toggleThumbnailBoxes}
      >
        <SquareDashed size={15} />
      </IconButton>
    </>
  )
}
