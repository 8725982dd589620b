import { useTranslation } from 'react-i18next'
import type { ImageFilter } from '../../shared/api.ts'
import { imageState, splitName } from '../../shared/model.ts'
import { TextInput } from '../design/Field.tsx'
import { useProject } from '../stores/project.ts'
import styles from './Images.module.css'

type FilterBarProps = {
  readonly filter: ImageFilter
  readonly onChange: (filter: ImageFilter) => void
  readonly shown: number
  readonly total: number
}

const splits = [...splitName.options, 'none'] as const

/** What the lists show: part of the name, states, parts, broken ones. Several chips of a row mean "one of these". */
export function FilterBar({ filter, onChange, shown, total }: FilterBarProps) {
  const { t } = useTranslation()
  const project = useProject((state) => state.project)
  const toggled = <T,>(list: readonly T[] | undefined, value: T): T[] | undefined => {
    const next = list?.includes(value) ? list.filter((other) => other !== value) : [...(list ?? []), value]
    return next.length > 0 ? next : undefined
  }
  const change = (part: { [Key in keyof ImageFilter]: ImageFilter[Key] | undefined }) =>
    onChange(Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined)))
  return (
    <div className={styles.filters}>
      <TextInput
        className={styles.search}
        placeholder={t('images.search')}
        aria-label={t('images.search')}
        value={filter.text ?? ''}
        onChange={(event) => change({ text: event.target.value || undefined })}
      />
      {imageState.options.map((state) => (
        <Chip
          key={state}
          label={t(`images.state.${state}`)}
          count={project?.states[state] ?? 0}
          isOn={filter.states?.includes(state) ?? false}
          onToggle={() => change({ states: toggled(filter.states, state) })}
        />
      ))}
      <span className={styles.divider} />
      {splits.map((split) => (
        <Chip
          key={split}
          label={t(`images.part.${split}`)}
          count={project?.splits[split] ?? 0}
          isOn={filter.splits?.includes(split) ?? false}
          onToggle={() => change({ splits: toggled(filter.splits, split) })}
        />
      ))}
      {(project?.brokenImageCount ?? 0) > 0 && (
        <Chip
          label={t('images.broken')}
          count={project?.brokenImageCount ?? 0}
          isOn={filter.isBroken === true}
          onToggle={() => change({ isBroken: filter.isBroken ? undefined : true })}
        />
      )}
      <output className={styles.shown}>
        {shown === total ? t('images.count', { count: total }) : t('images.shown', { shown, total })}
      </output>
    </div>
  )
}

type ChipProps = {
  readonly label: string
  readonly count: number
  readonly isOn: boolean
  readonly onToggle: () => void
}

function Chip({ label, count, isOn, onToggle }: ChipProps) {
  return (
    <button type="button" className={styles.chip} aria-pressed={isOn} onClick={onToggle}>
      {label} <span className="number">{count}</span>
    </button>
  )
}
