/** The places of this activity that keys and actions move the focus to. */

export const focusIds = {
  canvas: 'annotate-canvas',
  categoryField: 'annotate-category-field',
  search: 'annotate-search',
} as const

export function focusOn(place: keyof typeof focusIds): void {
  const element = document.getElementById(focusIds[place])
  element?.focus({ preventScroll: true })
  if (element instanceof HTMLInputElement) element.select()
}

export const isFocusOn = (place: keyof typeof focusIds): boolean => document.activeElement?.id === focusIds[place]

/** Fields take all keys, buttons and lists only those by which they are worked. */
export function keepsKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('[role="dialog"], [role="menu"], select, textarea, [contenteditable="true"]')) return true
  const input = target.closest('input')
  if (input && !['checkbox', 'range', 'radio'].includes(input.type)) return true
  if (input?.type === 'range' && key.startsWith('Arrow')) return true
  return (input !== null || target.closest('button, a') !== null) && (key === ' ' || key === 'Enter')
}
