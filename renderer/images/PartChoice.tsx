import { useTranslation } from 'react-i18next'
import { type SplitName, splitName } from '../../shared/model.ts'
import { Checkbox } from '../design/Field.tsx'
import styles from './Images.module.css'

export type Part = SplitName | 'none'
export const allParts: readonly Part[] = [...splitName.options, 'none']

type PartChoiceProps = { readonly chosen: readonly Part[]; readonly onChange: (chosen: readonly Part[]) => void }

export function PartChoice({ chosen, onChange }: PartChoiceProps) {
  const { t } = useTranslation()
  const toggle = (part: Part, isOn: boolean) =>
    onChange(allParts.filter((other) => (other === part ? isOn : chosen.includes(other))))
  return (
    <fieldset className={styles.parts}>
      <legend>{t('images.parts')}</legend>
      {allParts.map((part) => (
        <Checkbox
          key={part}
          label={t(`images.part.${part}`)}
          isChecked={chosen.includes(part)}
          onChange={(isOn) => toggle(part, isOn)}
        />
      ))}
    </fieldset>
  )
}
