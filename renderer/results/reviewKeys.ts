/** The keys of the crops. Letters go by their place on the keyboard, so that they work while Korean is being typed. */
export type ReviewAction = 'accept' | 'keep' | 'edit' | 'skip' | 'undo'

export type KeyPress = {
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const actions: Readonly<Record<string, ReviewAction>> = {
  Digit1: 'accept',
  Numpad1: 'accept',
  Digit2: 'keep',
  Numpad2: 'keep',
  KeyE: 'edit',
  KeyS: 'skip',
}

export const actionKeys: Readonly<Record<ReviewAction, string>> = {
  accept: '1',
  keep: '2',
  edit: 'E',
  skip: 'S',
  undo: 'Ctrl+Z',
}

export function reviewActionOf({ code, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): ReviewAction | null {
  if (altKey || shiftKey) return null
  if (ctrlKey || metaKey) return code === 'KeyZ' ? 'undo' : null
  return actions[code] ?? null
}
