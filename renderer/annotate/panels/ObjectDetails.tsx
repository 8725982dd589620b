import { useTranslation } from 'react-i18next'
import type { Annotation, Occlusion } from '../../../shared/model.ts'
import { Checkbox, Field, Select } from '../../design/Field.tsx'
import { useKey } from '../../keys/useKey.ts'
import { change } from '../act.ts'
import { changeDetails, type Details } from '../details.ts'
import { focusIds, focusOn } from '../focus.ts'
import { useSelected } from '../useSelected.ts'
import { CommittedInput } from './CommittedInput.tsx'
import { occlusionLevels, truncationChoices } from './detailChoices.ts'
import styles from './ObjectPanel.module.css'
import { PlaceFields } from './PlaceFields.tsx'

const set = (details: Partial<Details>) => change((editor) => changeDetails(editor, details))
type OfSelected = { readonly selected: readonly Annotation[] }

/** The details of the selected boxes. What is set here is set for all of them that are not locked. */
export function ObjectDetails() {
  const { t } = useTranslation()
  const selected = useSelected()
  const lockKey = useKey('annotate.lock')
  const first = selected[0] ?? null
  const isLocked = first !== null && selected.every(({ locked }) => locked)
  const hasOneNote = isSame(selected, 'note')
  const noteText = hasOneNote ? t('annotate.objects.note') : t('annotate.objects.severalNotes')
  const notePlaceholder = isLocked ? t('annotate.objects.isLocked', { key: lockKey }) : noteText
  return (
    // It keeps its place without a selection, so that the list above does not jump.
    <fieldset className={styles.details} disabled={!first || isLocked}>
      <PlaceFields annotation={selected.length === 1 ? first : null} />
      <div className={styles.pair}>
        <Flag selected={selected} name="difficult" />
        <Flag selected={selected} name="ignore" />
      </div>
      <div className={styles.pair}>
        <Truncation selected={selected} />
        <Occlusions selected={selected} />
      </div>
      <CommittedInput
        key={first?.id}
        id={focusIds.boxNote}
        aria-label={t('annotate.objects.note')}
        placeholder={notePlaceholder}
        value={hasOneNote ? (first?.note ?? '') : ''}
        onCommit={(note) => set({ note })}
      />
      {first && first.score !== null && (
        <p className={styles.score}>{t('annotate.objects.score', { percent: Math.round(first.score * 100) })}</p>
      )}
    </fieldset>
  )
}

/** Whether all of them say the same. */
function isSame(selected: readonly Annotation[], key: keyof Details): boolean {
  return selected.every((annotation) => annotation[key] === selected[0]![key])
}

function Flag({ selected, name }: OfSelected & { readonly name: 'difficult' | 'ignore' }) {
  const { t } = useTranslation()
  return (
    <Checkbox
      label={t(`annotate.objects.${name}`)}
      isChecked={selected[0]?.[name] ?? false}
      isMixed={!isSame(selected, name)}
      // A region of no class can be nothing but ignored.
      isDisabled={name === 'ignore' && selected.some(({ categoryId }) => categoryId === null)}
      onChange={(isOn) => set({ [name]: isOn })}
    />
  )
}

/** The value of a choice that stands for several ones; choosing it changes nothing. */
const several = 'several'

function Truncation({ selected }: OfSelected) {
  const { t } = useTranslation()
  const truncated = selected[0]?.truncated ?? null
  const isBetween = truncated !== null && !truncationChoices.some((choice) => choice === truncated)
  const steps = isBetween ? [...truncationChoices, truncated].sort((a, b) => a - b) : truncationChoices
  const choices = steps.map((step) => ({ value: String(step), label: `${Math.round(step * 100)} %` }))
  return (
    <DetailSelect
      label={t('annotate.objects.truncated')}
      value={isSame(selected, 'truncated') ? String(truncated ?? '') : several}
      choices={choices}
      onChoose={(value) => set({ truncated: value === '' ? null : Number(value) })}
    />
  )
}

function Occlusions({ selected }: OfSelected) {
  const { t } = useTranslation()
  const choices = occlusionLevels.map((level) => ({
    value: String(level),
    label: t(`annotate.objects.occlusion.${level}`),
  }))
  return (
    <DetailSelect
      label={t('annotate.objects.occluded')}
      value={isSame(selected, 'occluded') ? String(selected[0]?.occluded ?? '') : several}
      choices={choices}
      onChoose={(value) => set({ occluded: value === '' ? null : (Number(value) as Occlusion) })}
    />
  )
}

type DetailSelectProps = {
  readonly label: string
  readonly value: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  /** Empty for "not stated". */
  readonly onChoose: (value: string) => void
}

function DetailSelect({ label, value, choices, onChoose }: DetailSelectProps) {
  const { t } = useTranslation()
  const all = [
    ...(value === several ? [{ value: several, label: t('annotate.objects.several') }] : []),
    { value: '', label: t('annotate.objects.notStated') },
    ...choices,
  ]
  return (
    <Field label={label}>
      {(id) => (
        <Select
          id={id}
          value={value}
          choices={all}
          onChoose={(chosen) => {
            if (chosen !== several) onChoose(chosen)
            focusOn('canvas')
          }}
        />
      )}
    </Field>
  )
}
