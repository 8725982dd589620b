import { Tooltip } from 'radix-ui'
import type { ReactElement } from 'react'
import styles from './Hint.module.css'

type HintProps = {
  readonly text: string
  readonly shortcut?: string
  readonly side?: 'top' | 'right' | 'bottom' | 'left'
  readonly children: ReactElement
}

/** A tooltip with a name and the key that does the same. */
export function Hint({ text, shortcut, side = 'bottom', children }: HintProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className={styles.hint} side={side} sideOffset={6} collisionPadding={8}>
          {text}
          {shortcut && <kbd className={styles.key}>{shortcut}</kbd>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
