import { useTranslation } from 'react-i18next'
import { pathTextOf, toggledValue, valuesOfField, withPathText } from '../../shared/filter/editFilter.ts'
import { splitChoices } from '../../shared/filter/terms.ts'
import { imageState } from '../../shared/model.ts'
import { TextInput } from '../design/Field.tsx'
import { useProject } from '../stores/project.ts'
import styles from './Images.module.css'

type FilterBarProps = {
  readonly filter: string
  readonly onChange: (filter: string) => void
  readonly shown: number
  readonly total: number
}

export const searchId = 'images-search'

/** What the lists show: part of the name, states, parts, broken ones. Several chips of a row mean "one of these". */
export function FilterBar({ filter, onChange, shown, total }: FilterBarProps) {
  const { t } = useTranslation()
  const project = useProject((state) => state.project)
  return (
    <div className={styles.filters}>
      <TextInput
        id={searchId}
        className={styles.search}
        placeholder={t('images.search')}
        aria-label={t('images.search')}
        value={pathTextOf(filter)}
        onChange={(event) => onChange(withPathText(filter, event.target.value))}
      />
      {imageState.options.map((state) => (
        <Chip
          key={state}
          label={t(`images.state.${state}`)}
          count={project?.states[state] ?? 0}
          isOn={valuesOfField(filter, 'state').includes(state)}
          onToggle={() => onChange(toggledValue(filter, 'state', state))}
        />
      ))}
      <span className={styles.divider} />
      {splitChoices.map((split) => (
        <Chip
          key={split}
          label={t(`images.part.${split}`)}
          count={project?.splits[split] ?? 0}
          isOn={valuesOfField(filter, 'split').includes(split)}
          onToggle={() => onChange(toggledValue(filter, 'split', split))}
        />
      ))}
      {(project?.brokenImageCount ?? 0) > 0 && (
        <Chip
          label={t('images.broken')}
          count={project?.brokenImageCount ?? 0}
          isOn={valuesOfField(filter, 'is').includes('broken')}
          onToggle={() => onChange(toggledValue(filter, 'is', 'broken'))}
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
