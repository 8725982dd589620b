import { useTranslation } from 'react-i18next'
import { toggledValue, valuesOfField, withValues } from '../../../shared/filter/editFilter.ts'
import { Swatch } from '../../design/Swatch.tsx'
import { setFilter, useActivity } from '../../stores/activity.ts'
import { useProject } from '../../stores/project.ts'
import styles from './Boxes.module.css'

/** The classes: a click shows the boxes of one alone, Ctrl adds others. */
export function ClassRail() {
  const { t } = useTranslation()
  const filter = useActivity((state) => state.filter)
  const categories = useProject((state) => state.categories)
  const total = useProject((state) => state.project?.annotationCount ?? 0)
  const asked = valuesOfField(filter, 'class')
  const choose = (name: string, isAdding: boolean) => {
    const isAlone = asked.length === 1 && asked[0] === name
    setFilter(isAdding ? toggledValue(filter, 'class', name) : withValues(filter, 'class', isAlone ? [] : [name]))
  }
  return (
    <nav className={styles.rail} aria-label={t('room.boxes.classes')}>
      <button
        type="button"
        className={styles.class}
        aria-pressed={asked.length === 0}
        onClick={() => setFilter(withValues(filter, 'class', []))}
      >
        <span className={styles.className}>{t('room.boxes.allClasses')}</span>
        <span className="number">{total}</span>
      </button>
      {categories.map(({ id, name, color, hotkey, annotationCount }) => (
        <button
          key={id}
          type="button"
          className={styles.class}
          aria-pressed={asked.includes(name)}
          title={t('room.boxes.classHint', { name })}
          onClick={(event) => choose(name, event.ctrlKey || event.metaKey)}
        >
          <kbd className={styles.digit}>{hotkey}</kbd>
          <Swatch color={color} />
          <span className={styles.className}>{name}</span>
          <span className="number">{annotationCount}</span>
        </button>
      ))}
    </nav>
  )
}
