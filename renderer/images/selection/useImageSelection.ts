/** Which images of the grid are chosen, to do one thing with all of them. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { all, clicked, kept, noSelection, type Selection } from '../gallery/selection.ts'

export type ImageSelection = {
  readonly ids: ReadonlySet<number>
  /** With Ctrl an image goes in or out, with Shift all up to it come in. */
  readonly click: (id: number, held: { readonly shift: boolean; readonly ctrl: boolean }) => void
  readonly toggle: (id: number) => void
  readonly selectAll: () => void
  readonly clear: () => void
}

/** @param order all images that the grid shows; those that leave it are no longer chosen */
export function useImageSelection(order: readonly number[]): ImageSelection {
  const [selection, setSelection] = useState<Selection>(noSelection)
  const before = useRef(order)
  useEffect(() => {
    const former = before.current
    before.current = order
    setSelection((present) => (present.ids.size === 0 ? noSelection : kept(present, former, order)))
  }, [order])
  return useMemo(
    () => ({
      ids: selection.ids,
      click: (id, held) => setSelection((present) => clicked(present, id, order, held)),
      toggle: (id) => setSelection((present) => clicked(present, id, order, { shift: false, ctrl: true })),
      selectAll: () => setSelection((present) => all(present, order)),
      clear: () => setSelection(noSelection),
    }),
    [selection, order],
  )
}
