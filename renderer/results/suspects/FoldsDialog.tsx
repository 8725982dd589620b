import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fewestFolds, mostFolds, usualFolds } from '../../../shared/suspectCalls.ts'
import { Button } from '../../design/Button.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { Field, TextInput } from '../../design/Field.tsx'
import { typedNumber } from '../../design/typedNumber.ts'
import { FilterField } from '../../filter/FilterField.tsx'
import { checkDraft } from '../../train/draft.ts'
import { useTrainView } from '../../train/trainView.ts'
import styles from './FoldsDialog.module.css'
import { type FoldsChoice, startFolds } from './foldsRun.ts'

type FoldsDialogProps = { readonly isOpen: boolean; readonly onClose: () => void }

const usualMinutes = 4
const fewestMinutes = 0.1
const mostMinutes = 24 * 60

/** How many folds, how long each may train, on which images. All else as it is set in Train. */
export function FoldsDialog({ isOpen, onClose }: FoldsDialogProps) {
  const { t } = useTranslation()
  const form = useFoldsForm()
  const { folds, minutes, choice } = form
  const start = (chosen: FoldsChoice) => {
    onClose()
    void startFolds(chosen)
  }
  return (
    <Dialog
      title={t('results.folds.title')}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" disabled={!choice} onClick={() => choice && start(choice)}>
            {t('results.folds.start')}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <p className={styles.text}>{t('results.folds.text')}</p>
        <NumberField
          label={t('results.folds.count')}
          help={t('results.folds.countHelp')}
          isWrong={folds === null}
          text={form.foldsText}
          onType={form.setFolds}
        />
        <NumberField
          label={t('results.folds.minutes')}
          help={t('results.folds.minutesHelp', { total: Math.ceil((folds ?? usualFolds) * (minutes ?? usualMinutes)) })}
          isWrong={minutes === null}
          text={form.minutesText}
          onType={form.setMinutes}
        />
        <Field label={t('results.folds.images')} help={t('results.folds.imagesHelp')}>
          {(id) => <FilterField id={id} value={form.filter} onChange={form.setFilter} isNarrow />}
        </Field>
        {!form.hasSoundSettings && (
          <p className={styles.problem} role="alert">
            {t('results.folds.wrongSettings')}
          </p>
        )}
      </div>
    </Dialog>
  )
}

function useFoldsForm() {
  const draft = useTrainView((state) => state.draft)
  const [foldsText, setFolds] = useState(String(usualFolds))
  const [minutesText, setMinutes] = useState(String(usualMinutes))
  const [filter, setFilter] = useState('')
  const typedFolds = typedNumber(foldsText, fewestFolds, mostFolds)
  const folds = Number.isInteger(typedFolds) ? typedFolds : null
  const minutes = typedNumber(minutesText, fewestMinutes, mostMinutes)
  const { settings } = checkDraft({ ...draft, epochs: '', seconds: String((minutes ?? usualMinutes) * 60) })
  const isReady = folds !== null && minutes !== null && settings !== null
  const choice = isReady ? { settings, folds, filter: filter.trim() === '' ? null : filter } : null
  const texts = { foldsText, setFolds, minutesText, setMinutes, filter, setFilter }
  return { ...texts, folds, minutes, choice, hasSoundSettings: settings !== null }
}

type NumberFieldProps = {
  readonly label: string
  readonly help: string
  readonly isWrong: boolean
  readonly text: string
  readonly onType: (text: string) => void
}

function NumberField({ label, help, isWrong, text, onType }: NumberFieldProps) {
  return (
    <Field label={label} help={help}>
      {(id) => (
        <TextInput
          id={id}
          inputMode="decimal"
          aria-invalid={isWrong}
          value={text}
          onChange={(event) => onType(event.target.value)}
        />
      )}
    </Field>
  )
}
