/** What the mouse can do in Annotate beyond clicking and dragging, for the list of keys. Words are in keys.json. */
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
export type Gesture = { readonly how: string; readonly what: string }

/** The wheel is another in the keymap of labelImg. */
export function mouseGestures(t: TFunction, keymap: KeymapName): Gesture[] {
  return gestures.map((name) => {
    const word = name === 'wheel' && keymap === 'labelImg' ? 'wheelClassic' : name
    return { how: t(`keys.mouse.${word}.how`), what: t(`keys.mouse.${word}.what`) }
  })
}
