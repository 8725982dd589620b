/** What becomes of the user's keys when one is given, taken over, removed or set back. A key never gets two meanings. */
import { type CommandId, commandOf } from './commands.ts'
import { clashesOf, defaultKeysOf, type KeyChanges, type KeySettings, keysOf } from './keymap.ts'

type NewKey = {
  readonly id: CommandId
  readonly stroke: string
  /** The stroke of the command in whose place it comes; null adds it. */
  readonly replaced: string | null
}

/** Gives the stroke to the command and takes it from whatever it would clash with. */
export function withKey(settings: KeySettings, { id, stroke, replaced }: NewKey): KeyChanges {
  let freed = settings
  for (const other of clashesOf(id, stroke, settings)) {
    freed = { ...freed, keyChanges: withoutKey(freed, other.id, stroke) }
  }
  const others = keysOf(id, freed).filter((key) => key !== stroke)
  const at = replaced === null ? others.length : others.indexOf(replaced)
  const keys = at < 0 ? [...others, stroke] : [...others.slice(0, at), stroke, ...others.slice(at + 1)]
  return withKeys(freed, id, keys)
}

export function withoutKey(settings: KeySettings, id: CommandId, stroke: string): KeyChanges {
  return withKeys(
    settings,
    id,
    keysOf(id, settings).filter((key) => key !== stroke),
  )
}

/** The keys of the keymap again, and taken from whatever has them now. */
export function withDefaultKeys(settings: KeySettings, id: CommandId): KeyChanges {
  let current: KeySettings = { ...settings, keyChanges: withKeys(settings, id, []) }
  for (const stroke of defaultKeysOf(commandOf(id), settings.keymap)) {
    current = { ...current, keyChanges: withKey(current, { id, stroke, replaced: null }) }
  }
  return current.keyChanges
}

export function withoutChanges({ keymap, keyChanges }: KeySettings): KeyChanges {
  return { ...keyChanges, [keymap]: {} }
}

/** Only what differs from the keymap is kept, so that a later version may better the rest. */
function withKeys({ keymap, keyChanges }: KeySettings, id: CommandId, keys: readonly string[]): KeyChanges {
  const { [id]: _, ...others } = keyChanges[keymap] ?? {}
  const isDefault = keys.join(' ') === defaultKeysOf(commandOf(id), keymap).join(' ')
  return { ...keyChanges, [keymap]: isDefault ? others : { ...others, [id]: keys } }
}

export const changedIds = ({ keymap, keyChanges }: KeySettings): readonly string[] =>
  Object.keys(keyChanges[keymap] ?? {})
