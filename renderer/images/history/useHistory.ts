import { useEffect, useState } from 'react'
import type { HistoryEntry } from '../../../shared/api.ts'
import type { Image } from '../../../shared/model.ts'
import { fail } from '../../stores/messages.ts'
import { useProject } from '../../stores/project.ts'
import { call } from '../../studio.ts'

const pageSize = 200
/** The engine names at most so many at once. */
const mostShown = 1000

export type HistoryRows = {
  readonly entries: readonly HistoryEntry[]
  readonly images: ReadonlyMap<number, Image>
  readonly isLoading: boolean
  readonly hasOlder: boolean
  readonly showOlder: () => void
}

/** The newest steps, of one image or of the whole project, and older ones when asked for. */
export function useHistory(imageId: number | null): HistoryRows {
  const revision = useProject((state) => state.revision)
  const [limit, setLimit] = useState(pageSize)
  const [entries, setEntries] = useState<readonly HistoryEntry[] | null>(null)
  const [images, setImages] = useState<ReadonlyMap<number, Image>>(new Map())
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the project may be a new step
  useEffect(() => {
    let isCurrent = true
    const load = async () => {
      const found = await call('history.list', { limit, ...(imageId !== null && { imageId }) })
      const imageIds = [...new Set(found.flatMap((entry) => entry.imageId ?? []))]
      const rows = imageIds.length > 0 ? await call('images.get', { ids: imageIds }) : []
      if (!isCurrent) return
      setImages(new Map(rows.map((image) => [image.id, image])))
      setEntries(found)
    }
    load().catch(fail)
    return () => {
      isCurrent = false
    }
  }, [imageId, limit, revision])
  return {
    entries: entries ?? [],
    images,
    isLoading: entries === null,
    hasOlder: entries !== null && entries.length === limit && limit < mostShown,
    showOlder: () => setLimit((now) => Math.min(mostShown, now + pageSize)),
  }
}
