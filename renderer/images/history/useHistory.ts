import { useState } from 'react'
import type { HistoryEntry } from '../../../shared/api.ts'
import type { Image } from '../../../shared/model.ts'
import { useProjectAnswer } from '../../stores/useProjectAnswer.ts'
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
  const [limit, setLimit] = useState(pageSize)
  const { answer } = useProjectAnswer({ ask: () => stepsOf(imageId, limit), about: [imageId, limit] })
  const entries = answer?.entries ?? []
  return {
    entries,
    images: answer?.images ?? new Map(),
    isLoading: answer === null,
    hasOlder: entries.length === limit && limit < mostShown,
    showOlder: () => setLimit((now) => Math.min(mostShown, now + pageSize)),
  }
}

async function stepsOf(imageId: number | null, limit: number): Promise<Pick<HistoryRows, 'entries' | 'images'>> {
  const entries = await call('history.list', { limit, ...(imageId !== null && { imageId }) })
  const ids = [...new Set(entries.flatMap((entry) => entry.imageId ?? []))]
  const rows = ids.length > 0 ? await call('images.get', { ids }) : []
  return { entries, images: new Map(rows.map((image) => [image.id, image])) }
}
