import type { TFunction } from 'i18next'
import { type Command, commands, labelOf } from '../keys/commands.ts'
import { type KeySettings, keysOf } from '../keys/keymap.ts'
import { strokeText } from '../keys/stroke.ts'

/** Commands with all the words that were typed in their label, or that very key. */
export function findCommands(t: TFunction, query: string, settings: KeySettings): Command[] {
  const typed = query.trim().toLocaleLowerCase()
  const words = typed.split(/\s+/)
  return commands.filter(({ id }) => {
    const label = labelOf(t, id).toLocaleLowerCase()
    if (words.every((word) => label.includes(word))) return true
    return keysOf(id, settings).some((key) => [key, strokeText(key)].some((text) => text.toLocaleLowerCase() === typed))
  })
}
