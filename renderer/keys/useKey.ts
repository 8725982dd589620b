import { usePreferences } from '../stores/preferences.ts'
import type { CommandId } from './commands.ts'
import { keyTextOf } from './keymap.ts'

/** The key that tooltips and buttons show for a command in the keymap of the user; empty when it has none. */
export const useKey = (id: CommandId): string => usePreferences((state) => keyTextOf(id, state))
