/** Which crops are chosen, and where the hands are. Crops are named by the ids of their boxes. */

export type Selection = {
  readonly ids: ReadonlySet<number>
  /** The crop that keys start from. */
  readonly current: number | null
  /** Where a range begins that Shift ends. */
  readonly anchor: number | null
}

export const noSelection: Selection = { ids: new Set(), current: null, anchor: null }

export type Held = { readonly shift: boolean; readonly ctrl: boolean }

/** Alone: this one. Shift: all from the anchor to it. Ctrl: in or out. */
export function clicked(selection: Selection, id: number, order: readonly number[], { shift, ctrl }: Held): Selection {
  if (shift) return extended(selection, id, order, ctrl)
  if (!ctrl) return only(id)
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { ids, current: id, anchor: id }
}

export const only = (id: number): Selection => ({ ids: new Set([id]), current: id, anchor: id })

/** From the anchor to a crop; with `isAdding` beside what is chosen already. */
export function extended(selection: Selection, id: number, order: readonly number[], isAdding = false): Selection {
  const anchor = selection.anchor ?? selection.current ?? id
  const [from, to] = [order.indexOf(anchor), order.indexOf(id)].sort((a, b) => a - b) as [number, number]
  if (from < 0) return only(id)
  const range = order.slice(from, to + 1)
  return { ids: new Set(isAdding ? [...selection.ids, ...range] : range), current: id, anchor }
}

/** By a rubber frame; `before` is what was chosen when it began, which Ctrl keeps. */
export function framed(before: Selection, ids: readonly number[], isAdding: boolean): Selection {
  const last = ids.at(-1) ?? before.current
  return { ids: new Set(isAdding ? [...before.ids, ...ids] : ids), current: last, anchor: ids[0] ?? before.anchor }
}

export function all(selection: Selection, order: readonly number[]): Selection {
  return { ...selection, ids: new Set(order), current: selection.current ?? order[0] ?? null }
}

/** What is left when the crops are others: those that are still there. The hands stay where they were in the order. */
export function kept(selection: Selection, before: readonly number[], after: readonly number[]): Selection {
  const present = new Set(after)
  const ids = new Set([...selection.ids].filter((id) => present.has(id)))
  const { current, anchor } = selection
  if (current === null || present.has(current)) {
    return { ids, current, anchor: anchor !== null && present.has(anchor) ? anchor : current }
  }
  const place = before.indexOf(current)
  // The first one behind it that is still there, else the last before it.
  const next =
    before.slice(place + 1).find((id) => present.has(id)) ?? before.slice(0, place).findLast((id) => present.has(id))
  return { ids, current: next ?? null, anchor: next ?? null }
}

/** What an action means: the chosen crops, or the one under the hands. */
export function targets({ ids, current }: Selection): number[] {
  return ids.size > 0 ? [...ids] : current === null ? [] : [current]
}
