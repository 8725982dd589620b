/** How a key press is spelled: 'W', 'Ctrl+Shift+Z', 'Space', 'ArrowLeft'. Keymaps, the keyboard and tooltips share it. */

export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

const modifierNames = ['Control', 'Meta', 'Alt', 'AltGraph', 'Shift'] as const

/** Whether only Ctrl, Alt, Shift or the like went down: by itself that is no stroke. */
export const isModifier = ({ key }: Pick<KeyPress, 'key'>): boolean => modifierNames.some((name) => name === key)

export function strokeOf(event: KeyPress): string {
  const name = nameOfKey(event)
  // A sign such as + may need Shift on one keyboard and not on another.
  const isSign = name.length === 1 && !/[A-Z0-9]/.test(name)
  // Some keyboards write signs with AltGr, which Windows reports as Ctrl and Alt.
  const isThirdLevel = isSign && event.ctrlKey && event.altKey
  const modifiers = [
    (event.ctrlKey || event.metaKey) && !isThirdLevel && 'Ctrl',
    event.altKey && !isThirdLevel && 'Alt',
    event.shiftKey && !isSign && 'Shift',
  ]
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

const shown: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: 'Del',
}

/** A stroke as people read it. The last part may itself be a plus sign. */
export function strokeText(stroke: string): string {
  const key = /(?:^|\+)(\+|[^+]+)$/.exec(stroke)![1]!
  return stroke.slice(0, stroke.length - key.length) + (shown[key] ?? key)
}
