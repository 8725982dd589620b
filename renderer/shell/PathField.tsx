import { useTranslation } from 'react-i18next'
import { Button } from '../design/Button.tsx'
import { Field, TextInput } from '../design/Field.tsx'
import { fail } from '../stores/messages.ts'
import { call } from '../studio.ts'
import styles from './PathField.module.css'

type PathFieldProps = {
  readonly label: string
  readonly help: string
  /** Title of the dialog that chooses a folder. */
  readonly title: string
  readonly value: string
  readonly suggestion: string
  readonly onChange: (path: string) => void
  /** What becomes of a folder that was chosen in the dialog. */
  readonly pathIn?: (folder: string) => string
}

/** A path to type or to choose. */
export function PathField({
  label,
  help,
  title,
  value,
  suggestion,
  onChange,
  pathIn = (folder) => folder,
}: PathFieldProps) {
  const { t } = useTranslation()
  const choose = async () => {
    const folder = await call('desktop.chooseFolder', { title })
    if (folder) onChange(pathIn(folder))
  }
  return (
    <Field label={label} help={help}>
      {(id) => (
        <div className={styles.row}>
          <TextInput
            id={id}
            value={value}
            placeholder={suggestion}
            onChange={(event) => onChange(event.target.value)}
          />
          <Button onClick={() => choose().catch(fail)}>{t('images.browse')}</Button>
        </div>
      )}
    </Field>
  )
}
