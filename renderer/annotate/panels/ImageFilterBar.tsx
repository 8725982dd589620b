import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImageFilter } from '../../../shared/api.ts'
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
  const chosen = chosenState(filter)
  const choices: Choice<Chosen>[] = [
    { value: 'all', label: t('annotate.list.all') },
    ...imageState.options.map((state) => ({ value: state, label: t(`images.state.${state}`) })),
    { value: 'broken', label: t('annotate.list.broken') },
    ...(chosen === 'several'
      ? [{ value: chosen, label: filter.states!.map((s) => t(`images.state.${s}`)).join(', ') }]
      : []),
  ]
  const { splits, categoryId } = filter
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
      {(splits !== undefined || categoryId !== undefined) && (
        <p className={styles.otherFilter}>
          {t('annotate.list.otherFilter')}{' '}
          <button type="button" className={styles.link} onClick={() => setFilter({})}>
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
  const text = useActivity((state) => state.filter.text ?? '')
  const [typed, setTyped] = useState(text)
  useEffect(() => setTyped(text), [text])
  useEffect(() => {
    if (typed === text) return
    const timer = setTimeout(() => setFilter(withText(useActivity.getState().filter, typed)), pauseMs)
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

function chosenState({ states, isBroken }: ImageFilter): Chosen {
  if (isBroken) return 'broken'
  if (!states) return 'all'
  return states.length === 1 ? states[0]! : 'several'
}

function withState(filter: ImageFilter, chosen: Chosen): ImageFilter {
  const { states, isBroken, ...rest } = filter
  if (chosen === 'all') return rest
  if (chosen === 'several') return filter
  return chosen === 'broken' ? { ...rest, isBroken: true } : { ...rest, states: [chosen] }
}

function withText(filter: ImageFilter, typed: string): ImageFilter {
  const { text, ...rest } = filter
  return typed === '' ? rest : { ...rest, text: typed }
}
