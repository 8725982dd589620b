import { useMemo } from 'react'
import type { Annotation } from '../../shared/model.ts'
import { useEditor } from './editor.ts'

const none: readonly Annotation[] = []

/** The selected boxes; the same list as long as neither they nor the selection change, and as long as there are none. */
export function useSelected(): readonly Annotation[] {
  const selectedIds = useEditor((state) => state.selectedIds)
  const annotations = useEditor((state) => (state.selectedIds.length === 0 ? none : state.annotations))
  return useMemo(() => {
    if (selectedIds.length === 0) return none
    const ids = new Set(selectedIds)
    return annotations.filter(({ id }) => ids.has(id))
  }, [annotations, selectedIds])
}
