import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CategoryStatistics } from '../../../shared/api.ts'
import { Button } from '../../design/Button.tsx'
import { TextInput } from '../../design/Field.tsx'
import type { CountedCategory } from '../../stores/project.ts'
import styles from './Classes.module.css'
import type { ClassDialog } from './ClassesPage.tsx'
import { ClassRow } from './ClassRow.tsx'
import { addClass, reorderClasses } from './classActions.ts'
import { byCount, byName, moved } from './classOrder.ts'

type ClassTableProps = {
  readonly categories: readonly CountedCategory[]
  /** Of the filter; null while they are counted. */
  readonly statistics: readonly CategoryStatistics[] | null
  readonly onDialog: (dialog: ClassDialog) => void
}

export function ClassTable({ categories, statistics, onDialog }: ClassTableProps) {
  const { t, i18n } = useTranslation()
  const ids = categories.map(({ id }) => id)
  const [dragged, setDragged] = useState<number | null>(null)
  const figuresOf = (id: number) => statistics?.find(({ categoryId }) => categoryId === id) ?? null
  const reorder = (next: readonly number[]) => {
    if (next.join() !== ids.join()) reorderClasses(next)
  }
  return (
    <div className={styles.tablePart}>
      <div className={styles.tools}>
        <AddForm categories={categories} />
        <Button disabled={ids.length < 2} onClick={() => reorder(byName(categories, i18n.language))}>
          {t('room.classes.byName')}
        </Button>
        <Button disabled={ids.length < 2} onClick={() => reorder(byCount(categories))}>
          {t('room.classes.byCount')}
        </Button>
      </div>
      {categories.length === 0 ? (
        <p className={styles.empty}>{t('room.classes.empty')}</p>
      ) : (
        <div className={styles.scroller}>
          <table className={styles.table}>
            <TableHead />
            <tbody>
              {categories.map((category, place) => (
                <ClassRow
                  key={category.id}
                  {...{ category, place, categories, onDialog }}
                  figures={statistics && { boxes: 0, images: 0, ...figuresOf(category.id) }}
                  isDragged={dragged === category.id}
                  onDrag={setDragged}
                  onDrop={() => dragged !== null && reorder(moved(ids, dragged, place))}
                  onMove={(step) => reorder(moved(ids, category.id, place + step))}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}

function TableHead() {
  const { t } = useTranslation()
  return (
    <thead>
      <tr>
        <th scope="col" title={t('room.classes.orderHelp')}>
          {t('room.classes.order')}
        </th>
        <th scope="col">{t('room.classes.color')}</th>
        <th scope="col" className={styles.name}>
          {t('room.classes.name')}
        </th>
        <th scope="col">{t('room.classes.key')}</th>
        <th scope="col" className={styles.figure}>
          {t('room.classes.boxes')}
        </th>
        <th scope="col" className={styles.figure}>
          {t('room.classes.images')}
        </th>
        <th scope="col" aria-label={t('room.classes.actions')} />
      </tr>
    </thead>
  )
}

function AddForm({ categories }: { readonly categories: readonly CountedCategory[] }) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const add = (event: FormEvent) => {
    event.preventDefault()
    const wanted = name.trim()
    if (wanted === '') return
    addClass(wanted)
    setName('')
  }
  return (
    <form className={styles.addForm} onSubmit={add}>
      <TextInput
        aria-label={t('room.classes.new')}
        placeholder={t(categories.length === 0 ? 'room.classes.newFirst' : 'room.classes.new')}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" disabled={name.trim() === ''}>
        {t('room.classes.add')}
      </Button>
    </form>
  )
}
