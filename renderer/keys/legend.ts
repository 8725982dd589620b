/** What the list of keys explains beside the keys: what the mouse does in Annotate, and the marks on the canvas. */
import type { TFunction } from 'i18next'
import type { KeymapName } from './keymap.ts'

const gestures = [
  'drawing',
  'square',
  'select',
  'frame',
  'menu',
  'carry',
  'edge',
  'wheel',
  'sideways',
  'pan',
  'rename',
] as const
const marks = ['ignore', 'difficult', 'truncated', 'occluded', 'locked', 'noted', 'copied', 'proposed'] as const

export type LegendEntry = { readonly sign: string; readonly meaning: string }

/** The wheel is another in the keymap of labelImg. */
export function mouseLegend(t: TFunction, keymap: KeymapName): LegendEntry[] {
  return gestures.map((name) => {
    const word = name === 'wheel' && keymap === 'labelImg' ? 'wheelClassic' : name
    return { sign: t(`keys.mouse.${word}.how`), meaning: t(`keys.mouse.${word}.what`) }
  })
}

/** The letters beside the name of a box. */
export function markLegend(t: TFunction): LegendEntry[] {
  return marks.map((name) => ({ sign: t(`keys.marks.${name}.how`), meaning: t(`keys.marks.${name}.what`) }))
}
