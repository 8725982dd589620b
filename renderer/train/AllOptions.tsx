import type { TFunction } from 'i18next'
import { ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SettingField } from '../../shared/settingFields.ts'
import { Button } from '../design/Button.tsx'
import { Field, Select, TextInput } from '../design/Field.tsx'
import styles from './AllOptions.module.css'
import { allowedText } from './allowedText.ts'
import { type Draft, isAllowed } from './draft.ts'
import { isRelevant } from './relevance.ts'
import { fieldsInGroup, type GroupName, groupNames, isDefaultText } from './settingFields.ts'
import { resetSettings, setSetting } from './trainView.ts'

/** Every setting that a run has, in groups that fold; each says how many of its settings are not as they were. */
export function AllOptions({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation()
  return (
    <section className={styles.all} aria-label={t('train.options.title')}>
      <header className={styles.head}>
        <h2>{t('train.options.title')}</h2>
        <Button look="quiet" onClick={resetSettings}>
          {t('train.options.reset')}
        </Button>
      </header>
      {groupNames.map((group) => (
        <OptionGroup key={group} group={group} draft={draft} />
      ))}
    </section>
  )
}

function OptionGroup({ group, draft }: { readonly group: GroupName; readonly draft: Draft }) {
  const { t } = useTranslation()
  const fields = fieldsInGroup(group).filter(({ key }) => isRelevant(key, draft))
  const changed = fields.filter(({ key }) => !isDefaultText(key, draft[key])).length
  return (
    <details className={styles.group}>
      <summary className={styles.summary}>
        <ChevronRight size={16} className={styles.arrow} aria-hidden="true" />
        {t(`train.group.${group}`)}
        {changed > 0 && <span className={styles.count}>{t('train.options.changedCount', { count: changed })}</span>}
      </summary>
      <div className={styles.fields}>
        {fields.map((field) => (
          <SettingInput key={field.key} field={field} text={draft[field.key]} />
        ))}
      </div>
    </details>
  )
}

function SettingInput({ field, text }: { readonly field: SettingField; readonly text: string }) {
  const { t } = useTranslation()
  const { key } = field
  const isRight = isAllowed(key, text)
  const label = isDefaultText(key, text)
    ? t(`train.label.${key}`)
    : `${t(`train.label.${key}`)} (${t('train.options.changed')})`
  const error = isRight || field.kind === 'choice' ? {} : { error: allowedText(t, field) }
  return (
    <Field label={label} help={warningOf(t, field, text) ?? t(`train.help.${key}`)} {...error}>
      {(id) =>
        field.kind === 'choice' ? (
          <Select
            id={id}
            value={text}
            choices={field.values.map((value) => ({ value, label: t(`train.choice.${key}.${value}` as never) }))}
            onChoose={(value) => setSetting(key, value)}
          />
        ) : (
          <TextInput
            id={id}
            inputMode="decimal"
            aria-invalid={!isRight}
            value={text}
            onChange={(event) => setSetting(key, event.target.value)}
          />
        )
      }
    </Field>
  )
}

/** Of activations that are there to be seen failing. */
function warningOf(t: TFunction, { key }: SettingField, text: string): string | null {
  if (key !== 'activation' || (text !== 'linear' && text !== 'step')) return null
  return t(`train.options.${text}`)
}
