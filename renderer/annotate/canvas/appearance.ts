/** How boxes look: the colours and names of the classes, the design tokens and the view options, in the form that a canvas wants. */
import type { Annotation, Category } from '../../../shared/model.ts'
import type { ViewOptions } from '../viewing/options.ts'
import { marksOf } from './boxStyle.ts'
import type { LabelText } from './drawBox.ts'

export type Palette = {
  readonly halo: string
  readonly light: string
  readonly accent: string
  readonly labelInk: string
  readonly warn: string
  readonly fontFamily: string
}

export type Appearance = {
  readonly palette: Palette
  readonly categories: ReadonlyMap<number, Pick<Category, 'name' | 'color'>>
  readonly options: ViewOptions
}

/** Read again when the theme changes. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(name).trim()
  return {
    halo: token('--halo'),
    light: token('--accent-ink'),
    accent: token('--accent'),
    labelInk: token('--label-ink'),
    warn: token('--warn-on-picture'),
    fontFamily: token('--font'),
  }
}

export function appearanceOf(palette: Palette, categories: readonly Category[], options: ViewOptions): Appearance {
  return { palette, categories: new Map(categories.map((category) => [category.id, category])), options }
}

/** Whether a box that is pointed at, selected or neither shows its name. */
export function hasLabel(state: 'plain' | 'hovered' | 'selected', { options }: Appearance): boolean {
  switch (options.labels) {
    case 'always':
      return true
    case 'hover':
      return state !== 'plain'
    case 'selected':
      return state === 'selected'
    case 'never':
      return false
  }
}

export function colorOf(annotation: Annotation, { categories, palette }: Appearance): string {
  return (annotation.categoryId !== null && categories.get(annotation.categoryId)?.color) || palette.light
}

/** What stands beside a box: its class, none for a region of no class, and marks of what else is known. */
export function labelOf(annotation: Annotation, appearance: Appearance): LabelText {
  const name = annotation.categoryId === null ? null : (appearance.categories.get(annotation.categoryId)?.name ?? null)
  return { name, color: colorOf(annotation, appearance), marks: marksOf(annotation) }
}
