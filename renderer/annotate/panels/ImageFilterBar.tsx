import { FilterField } from '../../filter/FilterField.tsx'
import { OrderChoice } from '../../filter/OrderChoice.tsx'
import { setFilter, useActivity } from '../../stores/activity.ts'
import { focusIds, focusOn } from '../focus.ts'
import styles from './ImagePanel.module.css'

const toCanvas = () => focusOn('canvas')

/** Which images the list shows. The current image stays, whatever the filter says. */
export function ImageFilterBar() {
  const filter = useActivity((state) => state.filter)
  return (
    <div className={styles.filter}>
      <FilterField id={focusIds.search} value={filter} onChange={setFilter} onLeave={toCanvas} isNarrow />
      <OrderChoice />
    </div>
  )
}
