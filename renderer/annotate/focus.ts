/** The places of this activity that keys and actions move the focus to. */

export const focusIds = {
  canvas: 'annotate-canvas',
  categoryField: 'annotate-category-field',
  search: 'annotate-search',
  boxNote: 'annotate-box-note',
} as const

export function focusOn(place: keyof typeof focusIds): void {
  const element = document.getElementById(focusIds[place])
  element?.focus({ preventScroll: true })
  if (element instanceof HTMLInputElement) element.select()
}

export const isFocusOn = (place: keyof typeof focusIds): boolean => document.activeElement?.id === focusIds[place]
