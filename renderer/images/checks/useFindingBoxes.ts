import type { Annotation, Image } from '../../../shared/model.ts'
import { useProjectAnswer } from '../../stores/useProjectAnswer.ts'
import { call } from '../../studio.ts'

export type FindingBoxes = { readonly image: Image; readonly annotations: readonly Annotation[] }

/** The image of a finding with all its boxes, as they are now; null while they are fetched. */
export function useFindingBoxes(imageId: number): FindingBoxes | null {
  return useProjectAnswer({ ask: () => boxesOf(imageId), about: [imageId] }).answer
}

async function boxesOf(imageId: number): Promise<FindingBoxes | null> {
  const [image] = await call('images.get', { ids: [imageId] })
  return image ? { image, annotations: await call('annotations.ofImage', { imageId }) } : null
}
