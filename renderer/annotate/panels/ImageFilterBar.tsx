import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pathTextOf, valuesOfField, withPathText, withValues } from '../../../shared/filter/editFilter.ts'
import { type ImageState, imageState } from '../../../shared/model.ts'
import { type Choice, Select, TextInput } from '../../design/Field.tsx'
import { setFilter, useActivity } from '../../stores/activity.ts'
import { focusIds, focusOn } from '../focus.ts'
import styles from './ImagePanel.module.css'

type Chosen = 'all' | 'several' | 'broken' | ImageState

/** Which images the list shows. The current image stays, whatever the filter says. */
export function ImageFilterBar() {
  const { t } = useTranslation()
  const filter = useActivity((state) => state.filter)
  const states = valuesOfField(filter, 'state') as readonly ImageState[]
  const chosen = chosenState(filter, states)
  const choices: Choice<Chosen>[] = [
    { value: 'all', label: t('annotate.list.all') },
    ...imageState.options.map((state) => ({ value: state, label: t(`images.state.${state}`) })),
    { value: 'broken', label: t('annotate.list.broken') },
    ...(chosen === 'several'
      ? [{ value: chosen, label: states.map((state) => t(`images.state.${state}`)).join(', ') }]
      : []),
  ]
  const hasOthers = withPathText(withState(filter, 'all'), '') !== ''
  return (
    <div className={styles.filter}>
      <SearchField />
      <Select
        aria-label={t('annotate.list.state')}
        value={chosen}
        choices={choices}
        onChoose={(value) => {
          setFilter(withState(filter, value))
          focusOn('canvas')
        }}
      />
      {hasOthers && (
        <p className={styles.otherFilter}>
          {t('annotate.list.otherFilter')}{' '}
          <button type="button" className={styles.link} onClick={() => setFilter('')}>
            {t('annotate.list.clear')}
          </button>
        </p>
      )}
    </div>
  )
}

/** So long a pause in typing starts the search. */
const pauseMs = 200

function SearchField() {
  const { t } = useTranslation()
  const text = useActivity((state) => pathTextOf(state.filter))
  const [typed, setTyped] = useState(text)
  useEffect(() => setTyped(text), [text])
  useEffect(() => {
    if (typed === text) return
    const timer = setTimeout(() => setFilter(withPathText(useActivity.getState().filter, typed)), pauseMs)
    return () => clearTimeout(timer)
  }, [typed, text])
  return (
    <TextInput
      id={focusIds.search}
      type="search"
      placeholder={t('annotate.list.search')}
      aria-label={t('annotate.list.search')}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setTyped('')
        if (event.key === 'Escape' || event.key === 'Enter') focusOn('canvas')
      }}
    />
  )
}

function chosenState(filter: string, states: readonly ImageState[]): Chosen {
  if (valuesOfField(filter, 'is').includes('broken')) return 'broken'
  if (states.length === 0) return 'all'
  return states.length === 1 ? states[0]! : 'several'
}

function withState(filter: string, chosen: Chosen): string {
  if (chosen === 'several') return filter
  const rest = withValues(withValues(filter, 'state', []), 'is', [])
  if (chosen === 'all') return rest
  return chosen === 'broken' ? withValues(rest, 'is', ['broken']) : withValues(rest, 'state', [chosen])
}
