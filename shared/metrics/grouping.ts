/** Sorting items into numbered groups in linear time; the order inside a group stays as it was. */
import type { MetricCategory, NumberColumn } from './dataset.ts'

/** Group g has the members `members[starts[g]]` to `members[starts[g + 1] - 1]`. */
export type Groups = { readonly starts: Int32Array; readonly members: Int32Array }

/** `keys[item]` names the group of an item; items with a negative key belong to none. */
export function groupBy(items: Int32Array, keys: Int32Array, groupCount: number): Groups {
  const starts = new Int32Array(groupCount + 1)
  for (const item of items) if (keys[item]! >= 0) starts[keys[item]! + 1]!++
  for (let group = 0; group < groupCount; group++) starts[group + 1]! += starts[group]!
  const members = new Int32Array(starts[groupCount]!)
  const next = starts.slice()
  for (const item of items) if (keys[item]! >= 0) members[next[keys[item]!]!++] = item
  return { starts, members }
}

export function membersOf(groups: Groups, group: number): Int32Array {
  return groups.members.subarray(groups.starts[group]!, groups.starts[group + 1]!)
}

/** 0, 1, 2 … count - 1 */
export function firstIntegers(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, index) => index)
}

/** The distinct ids in ascending order: images count in this order, whatever the order of the input. */
export function distinctIds(ids: NumberColumn): number[] {
  return [...new Set(Array.from(ids))].sort((a, b) => a - b)
}

/** Place of each entry's id in `known`; -1 for an id that is not there. */
export function placesOf(ids: NumberColumn, known: readonly number[]): Int32Array {
  const places = new Map(known.map((id, place) => [id, place]))
  return Int32Array.from(ids, (id) => places.get(id) ?? -1)
}

export function categoryIdsOf(categories: readonly MetricCategory[]): number[] {
  return categories.map((category) => category.id)
}
