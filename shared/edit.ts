/**
 * A change to the project as data. A change of one row is its content before and after; an edit is a list of them made
 * in one transaction, and its inverse is the list turned round. A row that appears has no `before`, one that goes no `after`.
 */
import type { Annotation } from './model.ts'

export type Change<Row> = { readonly before: Row | null; readonly after: Row | null }
export type AnnotationChange = Change<Annotation>

export function added(annotation: Annotation): AnnotationChange {
  return { before: null, after: annotation }
}
export function removed(annotation: Annotation): AnnotationChange {
  return { before: annotation, after: null }
}
export function changed(before: Annotation, patch: Partial<Annotation>): AnnotationChange {
  return { before, after: { ...before, ...patch } }
}

export function invert<Row>(changes: readonly Change<Row>[]): Change<Row>[] {
  return changes.map(({ before, after }) => ({ before: after, after: before })).reverse()
}

/** The rows after the changes. Rows that a change names but that are not there are added, so the order of arrival is free. */
export function applyChanges<Row extends { readonly id: number }>(
  rows: readonly Row[],
  changes: readonly Change<Row>[],
): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  for (const { before, after } of changes) {
    if (after) byId.set(after.id, after)
    else if (before) byId.delete(before.id)
  }
  return [...byId.values()]
}
