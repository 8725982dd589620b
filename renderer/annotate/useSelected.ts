import { useMemo } from 'react'
import type { Annotation } from '../../shared/model.ts'
import { useEditor } from './editor.ts'

/** The selected boxes; the same list as long as neither they nor the selection change. */
export function useSelected(): readonly Annotation[] {
  const annotations = useEditor((state) => state.annotations)
  const selectedIds = useEditor((state) => state.selectedIds)
  return useMemo(() => {
    const ids = new Set(selectedIds)
    return annotations.filter(({ id }) => ids.has(id))
  }, [annotations, selectedIds])
}
