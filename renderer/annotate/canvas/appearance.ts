/** How boxes look: the colours and names of the classes and the design tokens, in the form that a canvas wants. */
import type { Annotation, Category } from '../../../shared/model.ts'

export type Palette = {
  readonly halo: string
  readonly light: string
  readonly accent: string
  readonly labelInk: string
  readonly font: string
}

export type Appearance = {
  readonly palette: Palette
  readonly categories: ReadonlyMap<number, Pick<Category, 'name' | 'color'>>
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
    font: `${token('--text-1')} ${token('--font')}`,
  }
}

export function appearanceOf(palette: Palette, categories: readonly Category[]): Appearance {
  return { palette, categories: new Map(categories.map((category) => [category.id, category])) }
}

export function colorOf(annotation: Annotation, { categories, palette }: Appearance): string {
  return (annotation.categoryId !== null && categories.get(annotation.categoryId)?.color) || palette.light
}

/** What stands beside a box; null for a region of no class. */
export function nameOf(annotation: Annotation, { categories }: Appearance): string | null {
  return annotation.categoryId === null ? null : (categories.get(annotation.categoryId)?.name ?? null)
}
