import { Tooltip } from 'radix-ui'
import type { ReactElement } from 'react'
import type { CommandId } from '../keys/commands.ts'
import { useKey } from '../keys/useKey.ts'
import styles from './Hint.module.css'

type HintProps = {
  readonly text: string
  readonly shortcut?: string | undefined
  /** The command that does the same; its key is shown. */
  readonly command?: CommandId | undefined
  readonly side?: 'top' | 'right' | 'bottom' | 'left'
  readonly children: ReactElement
}

/** A tooltip with a name and the key that does the same. */
export function Hint({ text, shortcut, command, side = 'bottom', children }: HintProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className={styles.hint} side={side} sideOffset={6} collisionPadding={8}>
          {text}
          {shortcut && <kbd className={styles.key}>{shortcut}</kbd>}
          {command && <CommandKey id={command} />}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}

function CommandKey({ id }: { readonly id: CommandId }) {
  const key = useKey(id)
  return key === '' ? null : <kbd className={styles.key}>{key}</kbd>
}
