import { X } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type SettingKey, settingFields } from '../../../shared/settingFields.ts'
import { IconButton } from '../../design/Button.tsx'
import { Checkbox, Select, TextInput } from '../../design/Field.tsx'
import { allowedText } from '../allowedText.ts'
import type { Draft } from '../draft.ts'
import styles from './ParameterList.module.css'
import { addableKeys, type ParameterDraft, type SearchDraft, usualParameterDraft, withKind } from './searchDraft.ts'
import { addParameter, changeParameter } from './searchForm.ts'

type ParameterListProps = {
  readonly draft: SearchDraft
  readonly base: Draft
  readonly wrongKeys: readonly SettingKey[]
}

/** The settings that vary, each with its values, and the way to one more. */
export function ParameterList({ draft, base, wrongKeys }: ParameterListProps) {
  const { t } = useTranslation()
  return (
    <>
      <div className={styles.list}>
        {draft.parameters.map((parameter) => (
          <ParameterRow
            key={parameter.key}
            parameter={parameter}
            isGrid={draft.sampling === 'grid'}
            isWrong={wrongKeys.includes(parameter.key)}
          />
        ))}
      </div>
      <Select
        aria-label={t('search.form.add')}
        value=""
        choices={[
          { value: '', label: t('search.form.add') },
          ...addableKeys(draft, base).map((key) => ({ value: key, label: t(`train.label.${key}`) })),
        ]}
        onChoose={(key) => key !== '' && addParameter(usualParameterDraft(key as SettingKey))}
      />
    </>
  )
}

type ParameterRowProps = {
  readonly parameter: ParameterDraft
  readonly isGrid: boolean
  readonly isWrong: boolean
}

function ParameterRow({ parameter, isGrid, isWrong }: ParameterRowProps) {
  const { t } = useTranslation()
  const { key, kind } = parameter
  const field = settingFields[key]
  const name = t(`train.label.${key}`)
  return (
    <fieldset className={styles.row} aria-label={name}>
      <div className={styles.head}>
        <span className={styles.name}>{name}</span>
        {kind !== 'choices' && (
          <Select
            className={styles.kind}
            aria-label={t('search.form.kind', { name })}
            value={kind}
            choices={[
              { value: 'range', label: t('search.form.range') },
              { value: 'numbers', label: t('search.form.numbers') },
            ]}
            onChoose={(chosen) => changeParameter(key, withKind(parameter, chosen))}
          />
        )}
        <IconButton label={t('search.form.remove', { name })} onClick={() => changeParameter(key, null)}>
          <X size={14} />
        </IconButton>
      </div>
      <ParameterValues parameter={parameter} isGrid={isGrid} isWrong={isWrong} />
      {isWrong && (
        <p className={styles.error} role="alert">
          {field.kind === 'choice'
            ? t('search.form.noChoice')
            : `${t('search.form.wrongValues')} ${allowedText(t, field)}`}
        </p>
      )}
    </fieldset>
  )
}

function ParameterValues({ parameter, isGrid, isWrong }: ParameterRowProps) {
  const { t } = useTranslation()
  const { key } = parameter
  if (parameter.kind === 'choices') return <ChoiceBoxes parameter={parameter} />
  if (parameter.kind === 'numbers') {
    return (
      <TextInput
        aria-label={t('search.form.values')}
        aria-invalid={isWrong}
        placeholder={t('search.form.valuesHint')}
        value={parameter.text}
        onChange={(event) => changeParameter(key, { ...parameter, text: event.target.value })}
      />
    )
  }
  const number = (name: 'low' | 'high' | 'points') => (
    <NumberBox
      label={t(`search.form.${name}`)}
      isWrong={isWrong}
      text={parameter[name]}
      onType={(text) => changeParameter(key, { ...parameter, [name]: text })}
    />
  )
  return (
    <div className={styles.range}>
      {number('low')}
      {number('high')}
      {isGrid && number('points')}
      <Checkbox
        label={t('search.log')}
        isChecked={parameter.isLog}
        onChange={(isLog) => changeParameter(key, { ...parameter, isLog })}
      />
    </div>
  )
}

type NumberBoxProps = {
  readonly label: string
  readonly isWrong: boolean
  readonly text: string
  readonly onType: (text: string) => void
}

function NumberBox({ label, isWrong, text, onType }: NumberBoxProps) {
  const id = useId()
  return (
    <div className={styles.number}>
      <label htmlFor={id}>{label}</label>
      <TextInput
        id={id}
        inputMode="decimal"
        aria-invalid={isWrong}
        value={text}
        onChange={(event) => onType(event.target.value)}
      />
    </div>
  )
}

function ChoiceBoxes({ parameter }: { readonly parameter: Extract<ParameterDraft, { kind: 'choices' }> }) {
  const { t } = useTranslation()
  const { key, values } = parameter
  const field = settingFields[key]
  if (field.kind !== 'choice') return null
  return (
    <div className={styles.choices}>
      {field.values.map((value) => (
        <Checkbox
          key={value}
          label={t(`train.choice.${key}.${value}` as never)}
          isChecked={values.includes(value)}
          onChange={(isChosen) => {
            const chosen = field.values.filter((each) => (each === value ? isChosen : values.includes(each)))
            changeParameter(key, { ...parameter, values: chosen })
          }}
        />
      ))}
    </div>
  )
}
