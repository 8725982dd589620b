import { X } from 'lucide-react'
import { Dialog as Primitive } from 'radix-ui'
import type { KeyboardEvent as ReactKeyboardEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './Button.tsx'
import styles from './Dialog.module.css'

type DialogProps = {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly isWide?: boolean
  /** As wide as two columns of content need. */
  readonly isFull?: boolean
  readonly children: ReactNode
  /** Buttons at the lower edge, the main one last. */
  readonly actions?: ReactNode
}

export function Dialog({ title, isOpen, onClose, isWide = false, isFull = false, children, actions }: DialogProps) {
  const { t } = useTranslation()
  return (
    <Primitive.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className={styles.overlay} />
        <Primitive.Content
          className={[styles.dialog, isWide && styles.wide, isFull && styles.full].filter(Boolean).join(' ')}
          aria-describedby={undefined}
          onOpenAutoFocus={focusContent}
          onEscapeKeyDown={keepForSuggestions}
          onKeyDown={pressMain}
        >
          <header className={styles.header}>
            <Primitive.Title className={styles.title}>{title}</Primitive.Title>
            <IconButton label={t('common.close')} shortcut="Esc" onClick={onClose}>
              <X size={16} />
            </IconButton>
          </header>
          <div className={styles.body}>{children}</div>
          {actions && <footer className={styles.actions}>{actions}</footer>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

/** The first Escape closes the suggestions of a field, the next one the dialog. */
function keepForSuggestions(event: KeyboardEvent): void {
  const { target } = event
  if (target instanceof Element && target.matches('[role="combobox"][aria-expanded="true"]')) event.preventDefault()
}

/** Enter presses the main button, unless what has the focus has its own use for it. What destroys something wants to be chosen. */
function pressMain(event: ReactKeyboardEvent<HTMLElement>): void {
  const { currentTarget, target, nativeEvent } = event
  if (event.key !== 'Enter' || event.defaultPrevented || nativeEvent.isComposing) return
  if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return
  const isField = target instanceof HTMLInputElement && target.type !== 'search' && currentTarget.contains(target)
  if (!isField && target !== currentTarget) return
  event.preventDefault()
  currentTarget.querySelector<HTMLElement>('footer button[data-look="primary"]')?.click()
}

/** The close button would show its tooltip, which then takes the first Escape. */
function focusContent(event: Event): void {
  event.preventDefault()
  const first = (event.currentTarget as HTMLElement).querySelector<HTMLElement>(
    'input, select, textarea, footer button:last-child',
  )
  first?.focus()
}
