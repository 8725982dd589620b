import { ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/Button.tsx'
import { Field, Select, TextInput } from '../design/Field.tsx'
import styles from './AllOptions.module.css'
import { allowedText } from './allowedText.ts'
import { type Draft, isAllowed } from './draft.ts'
import { fieldsInGroup, groupNames, isDefaultText, type SettingField } from './settingFields.ts'
import { resetSettings, setSetting } from './trainView.ts'

/** Every setting that a run has, folded away in groups. */
export function AllOptions({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation()
  return (
    <details className={styles.all}>
      <summary className={styles.summary}>
        <ChevronRight size={16} className={styles.arrow} aria-hidden="true" />
        {t('train.options.title')}
      </summary>
      <div className={styles.groups}>
        {groupNames.map((group) => (
          <section key={group} className={styles.group}>
            <h3>{t(`train.group.${group}`)}</h3>
            {fieldsInGroup(group).map((field) => (
              <SettingInput key={field.key} field={field} text={draft[field.key]} />
            ))}
          </section>
        ))}
        <Button onClick={resetSettings}>{t('train.options.reset')}</Button>
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
    <Field label={label} help={t(`train.help.${key}`)} {...error}>
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
