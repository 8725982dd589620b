/** Which key means which command: one of two keymaps, and what the user changed in it. */
import { type Command, type CommandId, commandOf, commands, depthOf, type Scope } from './commands.ts'
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

/** All commands of a stroke, of whatever scope: inner scopes first, and in each what the user gave the stroke. */
export function commandsOfStroke(stroke: string, settings: KeySettings): Command[] {
  const changes = settings.keyChanges[settings.keymap] ?? {}
  const rankOf = ({ id, scope }: Command): number => {
    if (!(id in changes)) return depthOf(scope) * 2
    // What the user wants everywhere is not to be lost to a command that a later version brings.
    return scope === 'window' ? Number.POSITIVE_INFINITY : depthOf(scope) * 2 + 1
  }
  return commands
    .filter(({ id }) => keysOf(id, settings).includes(stroke))
    .sort((a, b) => (rankOf(a) === rankOf(b) ? 0 : rankOf(b) - rankOf(a)))
}

/** Whether a key may mean only one of two scopes' commands: both can be reached at once. */
export const doScopesMeet = (a: Scope, b: Scope): boolean => a === b || a === 'window' || b === 'window'

/** Other commands that a stroke would also mean if this one had it. */
export function clashesOf(id: CommandId, stroke: string, settings: KeySettings): Command[] {
  const { scope } = commandOf(id)
  return commandsOfStroke(stroke, settings).filter((other) => other.id !== id && doScopesMeet(other.scope, scope))
}
