import { useEffect, useState } from 'react'
import type { Annotation, Image } from '../../../shared/model.ts'
import { fail } from '../../stores/messages.ts'
import { useProject } from '../../stores/project.ts'
import { call } from '../../studio.ts'

export type FindingBoxes = { readonly image: Image; readonly annotations: readonly Annotation[] }

/** The image of a finding with all its boxes, as they are now; null while they are fetched. */
export function useFindingBoxes(imageId: number): FindingBoxes | null {
  const revision = useProject((state) => state.revision)
  const [found, setFound] = useState<FindingBoxes | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: boxes may have changed with the project
  useEffect(() => {
    let isCurrent = true
    const load = async () => {
      const [image] = await call('images.get', { ids: [imageId] })
      const annotations = await call('annotations.ofImage', { imageId })
      if (isCurrent && image) setFound({ image, annotations })
    }
    load().catch(fail)
    return () => {
      isCurrent = false
    }
  }, [imageId, revision])
  return found
}
