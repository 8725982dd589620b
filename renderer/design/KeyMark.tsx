import type { CommandId } from '../keys/commands.ts'
import { useKey } from '../keys/useKey.ts'
import styles from './KeyMark.module.css'

/** The key that does what the button does, written on it; nothing where the user has taken it away. */
export function KeyMark({ command }: { readonly command: CommandId }) {
  const key = useKey(command)
  return key === '' ? null : <kbd className={styles.key}>{key}</kbd>
}
