/** New orders of the class list, as lists of ids. The order is that of exported files; what a box is does not depend on it. */
import type { CountedCategory } from '../../stores/project.ts'

type Sorted = Pick<CountedCategory, 'id' | 'name' | 'annotationCount'>

/** The list with one class at another place; beyond the ends it stays at the end. */
export function moved(ids: readonly number[], id: number, place: number): number[] {
  const others = ids.filter((other) => other !== id)
  const at = Math.max(0, Math.min(place, others.length))
  return [...others.slice(0, at), id, ...others.slice(at)]
}

export const byName = (categories: readonly Sorted[], language: string): number[] =>
  idsOf([...categories].sort((a, b) => a.name.localeCompare(b.name, language, { numeric: true })))

/** Many boxes first. */
export const byCount = (categories: readonly Sorted[]): number[] =>
  idsOf([...categories].sort((a, b) => b.annotationCount - a.annotationCount || a.id - b.id))

const idsOf = (categories: readonly Sorted[]): number[] => categories.map(({ id }) => id)
