import type { ButtonHTMLAttributes, ReactNode } from 'react'
import type { CommandId } from '../keys/commands.ts'
import styles from './Button.module.css'
import { Hint } from './Hint.tsx'

type Look = 'plain' | 'primary' | 'danger' | 'quiet'

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { readonly look?: Look }

export function Button({ look = 'plain', className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      data-look={look}
      className={[styles.button, styles[look], className].filter(Boolean).join(' ')}
      {...rest}
    />
  )
}

type IconButtonProps = Omit<ButtonProps, 'children' | 'aria-label'> & {
  /** Name for screen readers and tooltip. */
  readonly label: string
  /** Key shown in the tooltip. */
  readonly shortcut?: string
  /** The command that does the same; its key is shown in the tooltip. */
  readonly command?: CommandId
  readonly isPressed?: boolean
  readonly children: ReactNode
}

/** A button that shows only an icon; its name and key are in the tooltip. */
export function IconButton({
  label,
  shortcut,
  command,
  isPressed,
  look = 'quiet',
  className,
  children,
  ...rest
}: IconButtonProps) {
  return (
    <Hint text={label} shortcut={shortcut} command={command}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={isPressed}
        className={[styles.button, styles[look], styles.icon, isPressed && styles.pressed, className]
          .filter(Boolean)
          .join(' ')}
        {...rest}
      >
        {children}
      </button>
    </Hint>
  )
}
