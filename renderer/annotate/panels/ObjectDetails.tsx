import { useTranslation } from 'react-i18next'
import { type Annotation, type Occlusion, occlusion } from '../../../shared/model.ts'
import { Checkbox, Field, Select } from '../../design/Field.tsx'
import { change } from '../act.ts'
import { changeDetails, type Details } from '../commands.ts'
import { useEditor } from '../editor.ts'
import { focusOn } from '../focus.ts'
import { CommittedInput } from './CommittedInput.tsx'
import styles from './ObjectPanel.module.css'

const set = (details: Partial<Details>) => change((editor) => changeDetails(editor, details))

/** The details of the selected boxes. What is set here is set for all of them; shown are those of the first. */
export function ObjectDetails() {
  const { t } = useTranslation()
  const first = useEditor((state) => state.annotations.find(({ id }) => id === state.selectedIds[0]) ?? null)
  const isClassMissing = useEditor((state) =>
    state.annotations.some(({ id, categoryId }) => categoryId === null && state.selectedIds.includes(id)),
  )
  return (
    // It keeps its place without a selection, so that the list above does not jump.
    <fieldset className={styles.details} disabled={!first}>
      <div className={styles.pair}>
        <Checkbox
          label={t('annotate.objects.difficult')}
          isChecked={first?.difficult ?? false}
          onChange={(difficult) => set({ difficult })}
        />
        <Checkbox
          label={t('annotate.objects.ignore')}
          isChecked={first?.ignore ?? false}
          // A region of no class can be nothing else.
          isDisabled={isClassMissing}
          onChange={(ignore) => set({ ignore })}
        />
      </div>
      <div className={styles.pair}>
        <Truncation truncated={first?.truncated ?? null} />
        <Occlusions occluded={first?.occluded ?? null} />
      </div>
      <CommittedInput
        key={first?.id}
        aria-label={t('annotate.objects.note')}
        placeholder={t('annotate.objects.note')}
        value={first?.note ?? ''}
        onCommit={(note) => set({ note })}
      />
      {first && first.score !== null && (
        <p className={styles.score}>{t('annotate.objects.score', { percent: Math.round(first.score * 100) })}</p>
      )}
    </fieldset>
  )
}

const truncationSteps = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]

function Truncation({ truncated }: Pick<Annotation, 'truncated'>) {
  const { t } = useTranslation()
  const isBetween = truncated !== null && !truncationSteps.includes(truncated)
  const steps = isBetween ? [...truncationSteps, truncated].sort((a, b) => a - b) : truncationSteps
  const choices = steps.map((step) => ({ value: String(step), label: `${Math.round(step * 100)} %` }))
  return (
    <Field label={t('annotate.objects.truncated')}>
      {(id) => (
        <Select
          id={id}
          value={truncated === null ? '' : String(truncated)}
          choices={[{ value: '', label: t('annotate.objects.notStated') }, ...choices]}
          onChoose={(value) => {
            set({ truncated: value === '' ? null : Number(value) })
            focusOn('canvas')
          }}
        />
      )}
    </Field>
  )
}

const levels = occlusion.options.map(({ value }) => value)

function Occlusions({ occluded }: Pick<Annotation, 'occluded'>) {
  const { t } = useTranslation()
  const choices = levels.map((level) => ({ value: String(level), label: t(`annotate.objects.occlusion.${level}`) }))
  return (
    <Field label={t('annotate.objects.occluded')}>
      {(id) => (
        <Select
          id={id}
          value={occluded === null ? '' : String(occluded)}
          choices={[{ value: '', label: t('annotate.objects.notStated') }, ...choices]}
          onChoose={(value) => {
            set({ occluded: value === '' ? null : (Number(value) as Occlusion) })
            focusOn('canvas')
          }}
        />
      )}
    </Field>
  )
}
