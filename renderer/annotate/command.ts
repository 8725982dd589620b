/** A command of this activity as its functions take it: most are a name, some carry what their name says. */
import { type CommandId, type CommandName, commands } from '../keys/commands.ts'
import { commandsOfStroke, type KeySettings } from '../keys/keymap.ts'

type Name = CommandName<'annotate'>
type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9'
export type PlainCommand = Exclude<Name, `class${Digit}` | `move${string}` | `stretch${string}`>

export type Command =
  | { readonly kind: PlainCommand }
  | { readonly kind: 'category'; readonly hotkey: string }
  | { readonly kind: 'nudge'; readonly dx: number; readonly dy: number; readonly isStretch: boolean }

const farther = 10
const ways: Readonly<Record<string, { readonly dx: number; readonly dy: number }>> = {
  Left: { dx: -1, dy: 0 },
  Right: { dx: 1, dy: 0 },
  Up: { dx: 0, dy: -1 },
  Down: { dx: 0, dy: 1 },
}

export function commandNamed(name: Name): Command {
  const digit = /^class(\d)$/.exec(name)
  if (digit) return { kind: 'category', hotkey: digit[1]! }
  const nudge = /^(move|stretch)(Far)?(Left|Right|Up|Down)$/.exec(name)
  if (!nudge) return { kind: name as PlainCommand }
  const [, verb, far, way] = nudge
  const { dx, dy } = ways[way!]!
  const pixels = far ? farther : 1
  return { kind: 'nudge', dx: dx * pixels, dy: dy * pixels, isStretch: verb === 'stretch' }
}

const prefix = 'annotate.'
const nameOf = (id: CommandId) => id.slice(prefix.length) as Name

/** The names of all commands of this activity. */
export const annotateNames = commands.filter(({ scope }) => scope === 'annotate').map(({ id }) => nameOf(id))

export function commandOfStroke(stroke: string, settings: KeySettings): Command | null {
  const found = commandsOfStroke(stroke, settings).find(({ scope }) => scope === 'annotate')
  return found ? commandNamed(nameOf(found.id)) : null
}
