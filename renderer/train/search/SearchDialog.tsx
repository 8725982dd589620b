import { useTranslation } from 'react-i18next'
import { Button } from '../../design/Button.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { Checkbox, Field, TextInput } from '../../design/Field.tsx'
import { engineText } from '../../engineText.ts'
import { Segmented } from '../Segmented.tsx'
import { ParameterList } from './ParameterList.tsx'
import { isTooShort, lengthText, planText } from './planText.ts'
import styles from './SearchDialog.module.css'
import type { CheckedSearch, SearchDraft, SearchText } from './searchDraft.ts'
import { changeSearch, useSearchForm } from './searchForm.ts'

type SearchDialogProps = { readonly onClose: () => void; readonly onStarted: () => void }

/** What varies, which trials there are, and how long all of it may take. All else is as the form of a run has it. */
export function SearchDialog({ onClose, onStarted }: SearchDialogProps) {
  const { t } = useTranslation()
  const { draft, base, checked, isTraining, start } = useSearchForm()
  const canStart = checked?.kind === 'ready' && !isTraining
  const begin = () => {
    onClose()
    void start(onStarted)
  }
  return (
    <Dialog
      title={t('search.form.title')}
      isOpen
      isFull
      onClose={onClose}
      actions={
        <>
          <Outlook checked={checked} isTraining={isTraining} />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" disabled={!canStart} onClick={begin}>
            {t('search.form.start')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <section className={styles.what} aria-label={t('search.form.what')}>
          <h3>{t('search.form.what')}</h3>
          <p className={styles.note}>{t('search.form.whatNote')}</p>
          <ParameterList draft={draft} base={base} wrongKeys={checked?.kind === 'wrong' ? checked.keys : []} />
        </section>
        <section className={styles.how} aria-label={t('search.form.how')}>
          <h3>{t('search.form.how')}</h3>
          <HowFields draft={draft} wrongTexts={checked?.kind === 'wrong' ? checked.texts : []} />
        </section>
      </div>
    </Dialog>
  )
}

type HowFieldsProps = { readonly draft: SearchDraft; readonly wrongTexts: readonly SearchText[] }

function HowFields({ draft, wrongTexts }: HowFieldsProps) {
  const { t } = useTranslation()
  const { sampling, isHalving, objective } = draft
  const text = (name: SearchText, help: string) => (
    <Field
      label={t(`search.form.${name}`)}
      help={help}
      {...(wrongTexts.includes(name) ? { error: t('search.form.wrongNumber') } : {})}
    >
      {(id) => (
        <TextInput
          id={id}
          inputMode="decimal"
          aria-invalid={wrongTexts.includes(name)}
          value={draft[name]}
          onChange={(event) => changeSearch({ [name]: event.target.value })}
        />
      )}
    </Field>
  )
  return (
    <>
      <Segmented
        label={t('search.form.sampling')}
        value={sampling}
        choices={(['random', 'grid'] as const).map((value) => ({ value, label: t(`search.form.${value}`) }))}
        help={t(sampling === 'random' ? 'search.form.randomHelp' : 'search.form.gridHelp')}
        onChoose={(value) => changeSearch({ sampling: value })}
      />
      {sampling === 'random' && text('trials', t('search.form.trialsHelp'))}
      {text('minutes', t('search.form.minutesHelp'))}
      <div>
        <Checkbox
          label={t('search.form.halving')}
          isChecked={isHalving}
          onChange={(value) => changeSearch({ isHalving: value })}
        />
        <p className={styles.note}>{t('search.form.halvingHelp')}</p>
      </div>
      <Segmented
        label={t('search.form.objective')}
        value={objective}
        choices={[
          { value: 'ap', label: 'AP' },
          { value: 'ap50', label: 'AP50' },
        ]}
        help={t('search.form.objectiveHelp')}
        onChoose={(value) => changeSearch({ objective: value })}
      />
      {text('epochs', t('search.form.epochsHelp'))}
      {sampling === 'random' && text('seed', t('search.form.seedHelp'))}
    </>
  )
}

type OutlookProps = { readonly checked: CheckedSearch | null; readonly isTraining: boolean }

/** What will happen and how long it takes, or what stands in the way. */
function Outlook({ checked, isTraining }: OutlookProps) {
  const { t } = useTranslation()
  if (isTraining) return <p className={styles.problem}>{t('train.start.isTraining')}</p>
  if (checked === null) return <p className={styles.problem}>{t('results.folds.wrongSettings')}</p>
  switch (checked.kind) {
    case 'empty':
      return <p className={styles.problem}>{t('search.form.empty')}</p>
    case 'wrong':
      return <p className={styles.problem}>{t('search.form.wrong')}</p>
    case 'refused':
      return <p className={styles.problem}>{engineText(checked.message)}</p>
    case 'ready': {
      const { plan, settings } = checked
      return (
        <p className={styles.outlook} role="status">
          {planText(t, plan)} <strong>{lengthText(t, plan, settings.minutes)}</strong>{' '}
          {isTooShort(plan) && <span className={styles.problem}>{t('search.plan.tooShort')}</span>}
        </p>
      )
    }
  }
}
