import { useEffect, useRef, useState } from 'react'
import type { CallResponse } from '../../shared/api.ts'
import { fail } from '../stores/messages.ts'
import { onImagesChanged } from '../stores/project.ts'
import { call } from '../studio.ts'

export type ThumbnailBox = CallResponse<'annotations.ofImages'>[number]

type BoxesByImage = ReadonlyMap<number, readonly ThumbnailBox[]>
const none: BoxesByImage = new Map()

/** Fast scrolling passes many images; those where it rests count. */
const pauseMs = 80

/** The boxes of the images in sight, while they are wanted. */
export function useThumbnailBoxes(ids: readonly number[], isWanted: boolean): BoxesByImage {
  const [boxes, setBoxes] = useState(none)
  const known = useRef(new Set<number>())
  const [changes, setChanges] = useState(0)
  useEffect(
    () =>
      onImagesChanged((changed) => {
        for (const id of changed ?? [...known.current]) known.current.delete(id)
        setChanges((count) => count + 1)
      }),
    [],
  )
  const idsKey = ids.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: changed images are not known any more
  useEffect(() => {
    if (!isWanted || idsKey === '') return
    const timer = setTimeout(() => {
      const missing = idsKey
        .split(',')
        .map(Number)
        .filter((id) => !known.current.has(id))
      if (missing.length === 0) return
      for (const id of missing) known.current.add(id)
      call('annotations.ofImages', { imageIds: missing })
        .then((found) => {
          const fresh = new Map(missing.map((id): [number, ThumbnailBox[]] => [id, []]))
          for (const box of found) fresh.get(box.imageId)?.push(box)
          setBoxes((now) => new Map([...now, ...fresh]))
        })
        .catch(fail)
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [idsKey, isWanted, changes])
  return isWanted ? boxes : none
}
