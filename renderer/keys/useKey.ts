import { usePreferences } from '../stores/preferences.ts'
import type { CommandId } from './commands.ts'
import { keysOf } from './keymap.ts'
import { strokeText } from './stroke.ts'

/** The key that tooltips and buttons show for a command in the keymap of the user; empty when it has none. */
export function useKey(id: CommandId): string {
  const stroke = usePreferences((state) => keysOf(id, state)[0])
  return stroke === undefined ? '' : strokeText(stroke)
}
