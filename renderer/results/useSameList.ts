/** A list that is worked out anew in each frame of a slider, and mostly comes to the same. */
import { useRef } from 'react'

/** @returns the very list of before where the new one holds the same, so that nothing is built anew for it */
export function useSameList<Item>(list: readonly Item[]): readonly Item[] {
  const last = useRef(list)
  if (!holdsSame(last.current, list)) last.current = list
  return last.current
}

function holdsSame<Item>(one: readonly Item[], other: readonly Item[]): boolean {
  return one === other || (one.length === other.length && one.every((item, place) => Object.is(item, other[place])))
}
