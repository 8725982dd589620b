import { useCallback, useEffect, useRef, useState } from 'react'
import type { Image, ImageOrder } from '../../shared/model.ts'
import { fail } from '../stores/messages.ts'
import { onImagesChanged } from '../stores/project.ts'
import { call } from '../studio.ts'

export type ImageRows = {
  readonly ids: readonly number[]
  readonly isLoading: boolean
  /** The row of an image, or null while it is being fetched. */
  readonly rowOf: (id: number) => Image | null
  /** Says which ids are on screen; their rows are fetched if they are not known. */
  readonly want: (ids: readonly number[]) => void
}

/** All ids that fit the filter, and the rows of those that are looked at: a hundred thousand images cost a list of numbers. */
export function useImageRows(filter: string, order: ImageOrder = 'file'): ImageRows {
  const [ids, setIds] = useState<readonly number[]>([])
  const [isLoading, setIsLoading] = useState(true)
  const [rows, setRows] = useState<ReadonlyMap<number, Image>>(new Map())
  const wanted = useRef<readonly number[]>([])

  const fetchRows = useCallback((missing: readonly number[]) => {
    if (missing.length === 0) return
    call('images.get', { ids: [...missing] })
      .then((images) => setRows((known) => new Map([...known, ...images.map((image) => [image.id, image] as const)])))
      .catch(fail)
  }, [])

  useEffect(() => {
    let isCurrent = true
    const load = () =>
      call('images.ids', { filter, order })
        .then((found) => {
          if (!isCurrent) return
          setIds(found)
          setIsLoading(false)
        })
        .catch(fail)
    void load()
    const end = onImagesChanged((changed) => {
      void load()
      fetchRows(changed ?? wanted.current)
    })
    return () => {
      isCurrent = false
      end()
    }
  }, [filter, order, fetchRows])

  const want = useCallback(
    (visible: readonly number[]) => {
      wanted.current = visible
      fetchRows(visible.filter((id) => !rows.has(id)))
    },
    [rows, fetchRows],
  )
  return { ids, isLoading, rowOf: (id) => rows.get(id) ?? null, want }
}
