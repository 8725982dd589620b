/** Which key means which command: one of two keymaps, and what the user changed in it. */
import { type Command, type CommandId, commandOf, commands, type Scope } from './commands.ts'
import { strokeText } from './stroke.ts'

export const keymapNames = ['standard', 'labelImg'] as const
export type KeymapName = (typeof keymapNames)[number]

/** The strokes a user gave to commands, by keymap; an empty list takes every key away. */
export type KeyChanges = Readonly<Partial<Record<KeymapName, Readonly<Record<string, readonly string[]>>>>>
export type KeySettings = { readonly keymap: KeymapName; readonly keyChanges: KeyChanges }

export const standardKeys: KeySettings = { keymap: 'standard', keyChanges: {} }

export function defaultKeysOf(command: Command, keymap: KeymapName): readonly string[] {
  return (keymap === 'labelImg' ? command.labelImg : undefined) ?? command.keys
}

export function keysOf(id: CommandId, { keymap, keyChanges }: KeySettings): readonly string[] {
  return keyChanges[keymap]?.[id] ?? defaultKeysOf(commandOf(id), keymap)
}

/** The key that is shown for a command; empty when it has none. */
export function keyTextOf(id: CommandId, settings: KeySettings): string {
  const [stroke] = keysOf(id, settings)
  return stroke === undefined ? '' : strokeText(stroke)
}

/** All commands of a stroke, of whatever scope; those that the user gave it come first. */
export function commandsOfStroke(stroke: string, settings: KeySettings): Command[] {
  const changes = settings.keyChanges[settings.keymap] ?? {}
  const found = commands.filter(({ id }) => keysOf(id, settings).includes(stroke))
  return [...found.filter(({ id }) => id in changes), ...found.filter(({ id }) => !(id in changes))]
}

/** Whether a key may mean only one of two scopes' commands: both can be reached at once. */
export const doScopesMeet = (a: Scope, b: Scope): boolean => a === b || a === 'window' || b === 'window'

/** Other commands that a stroke would also mean if this one had it. */
export function clashesOf(id: CommandId, stroke: string, settings: KeySettings): Command[] {
  const { scope } = commandOf(id)
  return commandsOfStroke(stroke, settings).filter((other) => other.id !== id && doScopesMeet(other.scope, scope))
}
