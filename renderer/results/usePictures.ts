/** Decoded pictures of the project's images, kept as long as the component is on the screen. */
import { useEffect, useMemo } from 'react'
import { useProject } from '../stores/project.ts'
import { imageUrl } from '../studio.ts'
import { type PictureCache, pictureCache } from './pictureCache.ts'

/** 256 MB of decoded pictures. */
export const mostPixels = 64_000_000

/** Image numbers mean something only within a project, so each project has its own cache. */
export function usePictures(): PictureCache<ImageBitmap> {
  const path = useProject((state) => state.project?.path)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another project, other pictures
  const pictures = useMemo(() => pictureCache(decodePicture, mostPixels), [path])
  useEffect(() => () => pictures.clear(), [pictures])
  return pictures
}

async function decodePicture(imageId: number): Promise<ImageBitmap> {
  const response = await fetch(imageUrl(imageId))
  if (!response.ok) throw new Error(await response.text())
  return createImageBitmap(await response.blob())
}
