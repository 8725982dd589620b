/**
 * Every command of the window. A new one is a line in the table of its scope (renderer/keys/commands) and a label in
 * keys.json of each language; whatever offers it calls `useCommands`. Keyboard, tooltips, palette, list of keys and
 * preferences then know it.
 */
import type { TFunction } from 'i18next'
import type { CommandEntry } from './command.ts'
import { agreementCommands } from './commands/agreement.ts'
import { annotateCommands } from './commands/annotate.ts'
import { checksCommands } from './commands/checks.ts'
import { galleryCommands } from './commands/gallery.ts'
import { howCommands } from './commands/how.ts'
import { imagesCommands } from './commands/images.ts'
import { objectsCommands } from './commands/objects.ts'
import { resultImagesCommands } from './commands/resultImages.ts'
import { resultsCommands } from './commands/results.ts'
import { trainCommands } from './commands/train.ts'
import { windowCommands } from './commands/window.ts'

const tables = {
  window: windowCommands,
  images: imagesCommands,
  gallery: galleryCommands,
  checks: checksCommands,
  annotate: annotateCommands,
  objects: objectsCommands,
  train: trainCommands,
  results: resultsCommands,
  resultImages: resultImagesCommands,
  how: howCommands,
  agreement: agreementCommands,
}

/** Where a command works. Every other scope has the commands of the window as well. */
export type Scope = keyof typeof tables
export const scopes = Object.keys(tables) as Scope[]

/** Scopes that lie within another; where both are on the screen, the inner one has the first say about a key. */
const outerScopes: Partial<Record<Scope, Scope>> = {
  gallery: 'images',
  checks: 'images',
  agreement: 'images',
  objects: 'annotate',
}

/** How far within others a scope lies: the window is 0. */
export function depthOf(scope: Scope): number {
  if (scope === 'window') return 0
  return 1 + depthOf(outerScopes[scope] ?? 'window')
}

export type CommandName<S extends Scope> = keyof (typeof tables)[S] & string
export type CommandId = { [S in Scope]: `${S}.${CommandName<S>}` }[Scope]
export type Command = CommandEntry & { readonly id: CommandId; readonly scope: Scope }

export const commands: readonly Command[] = scopes.flatMap((scope) =>
  Object.entries<CommandEntry>(tables[scope]).map(([name, entry]) => ({
    ...entry,
    id: `${scope}.${name}` as CommandId,
    scope,
  })),
)

const byId = new Map(commands.map((command) => [command.id, command]))

export const commandOf = (id: CommandId): Command => byId.get(id)!
export const isCommandId = (id: string): id is CommandId => byId.has(id as CommandId)

export const labelOf = (t: TFunction, id: CommandId): string => t(`keys.commands.${id}`)
