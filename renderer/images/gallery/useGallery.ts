import { useCallback, useEffect, useRef, useState } from 'react'
import type { CallResponse, GallerySort } from '../../../shared/api.ts'
import { fail } from '../../stores/messages.ts'
import { onImagesChanged, useProject } from '../../stores/project.ts'
import { call } from '../../studio.ts'
import { noCrops } from './crops.ts'
import { forgetPlace, select } from './galleryView.ts'
import { kept } from './selection.ts'

type Columns = CallResponse<'gallery.list'>

export type Gallery = {
  readonly columns: Columns
  readonly state: 'loading' | 'ready' | 'failed'
  readonly reload: () => void
  /** Shows what an action did before the engine tells it. */
  readonly foresee: (change: (columns: Columns) => Columns) => void
}

/** Changes come in bursts; the wall is asked for once they pause. */
const pauseMs = 300

/** What the place on the wall belongs to, also while another activity is shown. */
let placeBelongsTo = ''

export function useGallery(filter: string, sort: GallerySort, isDescending: boolean): Gallery {
  const path = useProject((state) => state.project?.path ?? '')
  const [columns, setColumns] = useState<Columns>(noCrops)
  const [state, setState] = useState<Gallery['state']>('loading')
  const asked = useRef(0)
  const shown = useRef<readonly number[]>([])

  const take = useCallback((next: Columns) => {
    const before = shown.current
    shown.current = next.ids
    if (before.length > 0) select((selection) => kept(selection, before, next.ids))
    setColumns(next)
  }, [])
  const load = useCallback(async () => {
    const number = ++asked.current
    try {
      const found = await call('gallery.list', { filter, sort, isDescending })
      if (number !== asked.current) return
      take(found)
      setState('ready')
    } catch (error) {
      if (number !== asked.current) return
      setState('failed')
      fail(error)
    }
  }, [filter, sort, isDescending, take])

  useEffect(() => {
    const place = JSON.stringify([path, filter, sort, isDescending])
    if (place !== placeBelongsTo) {
      placeBelongsTo = place
      shown.current = []
      forgetPlace()
    }
    setState('loading')
    void load()
    return () => {
      asked.current += 1
    }
  }, [path, filter, sort, isDescending, load])

  useEffect(() => reloadAfterChanges(load), [load])

  const foresee = useCallback(
    (change: (columns: Columns) => Columns) => {
      // An answer that is on its way knows nothing of the change yet.
      asked.current += 1
      take(change(columns))
    },
    [columns, take],
  )
  return { columns, state, reload: () => void load(), foresee }
}

/** @returns a function that ends it */
function reloadAfterChanges(load: () => Promise<void>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const end = onImagesChanged(() => {
    clearTimeout(timer)
    timer = setTimeout(() => void load(), pauseMs)
  })
  return () => {
    clearTimeout(timer)
    end()
  }
}
