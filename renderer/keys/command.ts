/** What a command is in the tables of renderer/keys/commands: one line for each, one label in each language. */

/** Headings of the list of keys, in its order. */
export const commandGroups = ['images', 'review', 'boxes', 'classes', 'move', 'view', 'window'] as const
export type CommandGroup = (typeof commandGroups)[number]

export type CommandEntry = {
  readonly group: CommandGroup
  /** Strokes of the standard keymap; the first is the one that tooltips show. None: by palette only, until a key is given. */
  readonly keys: readonly string[]
  /** Strokes of the keymap "labelImg classic", where they differ. */
  readonly labelImg?: readonly string[]
  /** Whether a key held down repeats it. */
  readonly repeats?: true
}

export type CommandTable = Readonly<Record<string, CommandEntry>>
