/** Sorting items into numbered groups in linear time; the order inside a group stays as it was. */
import type { MetricCategory, NumberColumn } from './dataset.ts'

/** Group g has the members `members[starts[g]]` to `members[starts[g + 1] - 1]`. */
export type Groups = { readonly starts: Int32Array; readonly members: Int32Array }

/** `keys[item]` names the group of an item; items with a negative key belong to none. */
export function groupBy(items: Int32Array, keys: Int32Array, groupCount: number): Groups {
  const starts = new Int32Array(groupCount + 1)
  for (let at = 0; at < items.length; at++) {
    const key = keys[items[at]!]!
    if (key >= 0) starts[key + 1]!++
  }
  for (let group = 0; group < groupCount; group++) starts[group + 1]! += starts[group]!
  const members = new Int32Array(starts[groupCount]!)
  const next = starts.slice()
  for (let at = 0; at < items.length; at++) {
    const key = keys[items[at]!]!
    if (key >= 0) members[next[key]!++] = items[at]!
  }
  return { starts, members }
}

export function membersOf(groups: Groups, group: number): Int32Array {
  return groups.members.subarray(groups.starts[group]!, groups.starts[group + 1]!)
}

export function groupSizes({ starts }: Groups): Int32Array {
  return Int32Array.from({ length: starts.length - 1 }, (_, group) => starts[group + 1]! - starts[group]!)
}

/** 0, 1, 2 … count - 1 */
export function firstIntegers(count: number): Int32Array {
  const integers = new Int32Array(count)
  for (let index = 0; index < count; index++) integers[index] = index
  return integers
}

/** The values at the places. A loop, because `from` takes ten times as long. */
export function picked(values: NumberColumn, places: Int32Array): Float64Array {
  const chosen = new Float64Array(places.length)
  for (let position = 0; position < places.length; position++) chosen[position] = values[places[position]!]!
  return chosen
}

/** The distinct ids in ascending order: images count in this order, whatever the order of the input. */
export function distinctIds(ids: NumberColumn): number[] {
  return [...new Set(Array.from(ids))].sort((a, b) => a - b)
}

/** Place of each entry's id in `known`; -1 for an id that is not there. */
export function placesOf(ids: NumberColumn, known: readonly number[]): Int32Array {
  const places = new Map(known.map((id, place) => [id, place]))
  const found = new Int32Array(ids.length)
  for (let entry = 0; entry < found.length; entry++) found[entry] = places.get(ids[entry]!) ?? -1
  return found
}

export function categoryIdsOf(categories: readonly MetricCategory[]): number[] {
  return categories.map((category) => category.id)
}
