import { useTranslation } from 'react-i18next'
import type { CategoryStatistics } from '../../../shared/api.ts'
import { toggledValue, valuesOfField } from '../../../shared/filter/editFilter.ts'
import { setFilter, useActivity } from '../../stores/activity.ts'
import type { CountedCategory } from '../../stores/project.ts'
import { shareOf } from './histograms.ts'
import styles from './Statistics.module.css'

type ClassBarsProps = {
  readonly categories: readonly CountedCategory[]
  readonly figures: readonly CategoryStatistics[]
  readonly isLog: boolean
}

/** Boxes of each class; a click filters by the class. */
export function ClassBars({ categories, figures, isLog }: ClassBarsProps) {
  const { t } = useTranslation()
  const filter = useActivity((state) => state.filter)
  const boxesOf = (id: number) => figures.find(({ categoryId }) => categoryId === id)?.boxes ?? 0
  const highest = Math.max(0, ...figures.map(({ boxes }) => boxes))
  const asked = valuesOfField(filter, 'class')
  return (
    <figure className={styles.figure}>
      <figcaption>{t('room.statistics.perClass')}</figcaption>
      <ul className={styles.classBars}>
        {categories.map(({ id, name, color }) => (
          <li key={id}>
            <button
              type="button"
              className={styles.classBar}
              aria-pressed={asked.includes(name)}
              title={t('room.statistics.filterBy', { name })}
              onClick={() => setFilter(toggledValue(filter, 'class', name))}
            >
              <span className={styles.className}>{name}</span>
              <span className={styles.track}>
                <span
                  className={styles.fill}
                  style={{ width: `${shareOf(boxesOf(id), highest, isLog) * 100}%`, background: color }}
                />
              </span>
              <span className="number">{boxesOf(id)}</span>
            </button>
          </li>
        ))}
      </ul>
    </figure>
  )
}
