/** The places of this activity that keys and actions move the focus to. */
import { flushSync } from 'react-dom'
import { isPanelHidden, showPanel } from './panels/panelSizes.ts'

export const focusIds = {
  canvas: 'annotate-canvas',
  categoryField: 'annotate-category-field',
  search: 'annotate-search',
  boxNote: 'annotate-box-note',
} as const

const panelOf = { canvas: null, boxNote: 'right', categoryField: 'right', search: 'left' } as const

export function focusOn(place: keyof typeof focusIds): void {
  const panel = panelOf[place]
  // What is to be typed into has to be there.
  if (panel && isPanelHidden(panel)) flushSync(() => showPanel(panel))
  const element = document.getElementById(focusIds[place])
  element?.focus({ preventScroll: true })
  if (element instanceof HTMLInputElement) element.select()
}

export const isFocusOn = (place: keyof typeof focusIds): boolean => document.activeElement?.id === focusIds[place]
