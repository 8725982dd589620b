/** The keys of this activity: one table for the keyboard, the tooltips and the list of keys. */

export const plainCommands = [
  'draw',
  'select',
  'pan',
  'escape',
  'previousImage',
  'nextImage',
  'nextUnlabelled',
  'verify',
  'undo',
  'redo',
  'delete',
  'selectAll',
  'duplicate',
  'copy',
  'paste',
  'copyPrevious',
  'nameCategory',
  'cycle',
  'cycleBack',
  'hideBoxes',
  'peek',
  'fit',
  'actualSize',
  'zoomIn',
  'zoomOut',
  'find',
  'save',
  'help',
] as const
export type PlainCommand = (typeof plainCommands)[number]

export type Command =
  | { readonly kind: PlainCommand }
  | { readonly kind: 'category'; readonly hotkey: string }
  | { readonly kind: 'nudge'; readonly dx: number; readonly dy: number; readonly isStretch: boolean }

export type Shortcut = {
  readonly command: Command
  /** The first is the one that tooltips show. */
  readonly keys: readonly string[]
}

const plain = (kind: PlainCommand, ...keys: string[]): Shortcut => ({ command: { kind }, keys })

const ways = [
  { key: 'ArrowLeft', dx: -1, dy: 0 },
  { key: 'ArrowRight', dx: 1, dy: 0 },
  { key: 'ArrowUp', dx: 0, dy: -1 },
  { key: 'ArrowDown', dx: 0, dy: 1 },
]
const farther = 10

export const shortcuts: readonly Shortcut[] = [
  plain('draw', 'W'),
  plain('select', 'Ctrl+J'),
  plain('pan', 'M'),
  plain('escape', 'Escape'),
  plain('previousImage', 'A'),
  plain('nextImage', 'D'),
  plain('nextUnlabelled', 'N'),
  plain('verify', 'Space'),
  plain('undo', 'Ctrl+Z'),
  plain('redo', 'Ctrl+Y', 'Ctrl+Shift+Z'),
  plain('delete', 'Delete', 'Backspace'),
  plain('selectAll', 'Ctrl+A'),
  plain('duplicate', 'Ctrl+D'),
  plain('copy', 'Ctrl+C'),
  plain('paste', 'Ctrl+V'),
  plain('copyPrevious', 'R'),
  plain('nameCategory', 'Ctrl+E'),
  plain('cycle', 'Tab'),
  plain('cycleBack', 'Shift+Tab'),
  plain('hideBoxes', 'Ctrl+H'),
  plain('peek', 'H'),
  plain('fit', 'Ctrl+F'),
  plain('actualSize', 'Ctrl+=', 'Ctrl+0'),
  plain('zoomIn', '+', 'Ctrl++'),
  plain('zoomOut', '-', 'Ctrl+-'),
  plain('find', '/'),
  plain('save', 'Ctrl+S'),
  plain('help', 'F1', '?'),
  ...'1234567890'.split('').map((hotkey): Shortcut => ({ command: { kind: 'category', hotkey }, keys: [hotkey] })),
  ...ways.flatMap(({ key, dx, dy }): Shortcut[] => [
    { command: { kind: 'nudge', dx, dy, isStretch: false }, keys: [key] },
    { command: { kind: 'nudge', dx: dx * farther, dy: dy * farther, isStretch: false }, keys: [`Shift+${key}`] },
    { command: { kind: 'nudge', dx, dy, isStretch: true }, keys: [`Ctrl+${key}`] },
    { command: { kind: 'nudge', dx: dx * farther, dy: dy * farther, isStretch: true }, keys: [`Ctrl+Shift+${key}`] },
  ]),
]

const byKey = new Map(shortcuts.flatMap(({ command, keys }) => keys.map((key) => [key, command])))

export const commandOf = (stroke: string): Command | null => byKey.get(stroke) ?? null

/** The key that tooltips name for a command. */
export function keyOf(kind: PlainCommand): string {
  return shortcuts.find(({ command }) => command.kind === kind)!.keys[0]!
}

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey'>

/** A key press as the table spells it. */
export function strokeOf(event: KeyPress): string {
  const name = nameOfKey(event)
  // A sign such as + may need Shift on one keyboard and not on another.
  const isSign = name.length === 1 && !/[A-Z0-9]/.test(name)
  const modifiers = [(event.ctrlKey || event.metaKey) && 'Ctrl', event.shiftKey && !isSign && 'Shift']
  return [...modifiers, name].filter(Boolean).join('+')
}

/** Where the keyboard writes Hangul or another script, the place of the key counts instead of its letter. */
function nameOfKey({ key, code }: KeyPress): string {
  if (key === ' ') return 'Space'
  const placed = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(code)?.[1]
  const isAscii = /^[\x21-\x7e]$/.test(key)
  if (!isAscii && placed) return placed
  return key.length === 1 ? key.toUpperCase() : key
}
