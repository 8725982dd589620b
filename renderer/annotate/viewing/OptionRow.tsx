import { type ReactNode, useId } from 'react'
import { Checkbox } from '../../design/Field.tsx'
import { setOptions, type ViewOptions } from './options.ts'
import styles from './ViewPanel.module.css'

type SectionProps = { readonly title: string; readonly action?: ReactNode; readonly children: ReactNode }

/** Options of one thing, under its name. */
export function Section({ title, action, children }: SectionProps) {
  const id = useId()
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header>
        <h3 id={id}>{title}</h3>
        {action}
      </header>
      {children}
    </section>
  )
}

type Switch = 'isSharp' | 'keepsView' | 'hasMinimap'
type ToggleProps = { readonly label: string; readonly name: Switch; readonly isChecked: boolean }

export const Toggle = ({ label, name, isChecked }: ToggleProps) => (
  <Checkbox
    label={label}
    isChecked={isChecked}
    onChange={(value) => setOptions({ [name]: value } as Partial<ViewOptions>)}
  />
)

type ChoiceRowProps = { readonly label: string; readonly children: (id: string) => ReactNode }

/** A choice with its name at the left. */
export function ChoiceRow({ label, children }: ChoiceRowProps) {
  const id = useId()
  return (
    <div className={styles.choice}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}
