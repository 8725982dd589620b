/** What accepting the model's word changes in the labels. */
import type { EditKind } from '../../shared/api.ts'
import { clipBox } from '../../shared/box.ts'
import { type AnnotationChange, added, changed } from '../../shared/edit.ts'
import { assert, BoxwrightError } from '../../shared/errors.ts'
import { type Annotation, blankAnnotation } from '../../shared/model.ts'
import type { CropItem } from './cropItems.ts'

export type Fix = { readonly imageId: number; readonly kind: EditKind; readonly changes: AnnotationChange[] }

/** True when the model says something else than the label, in a class that the project still has. */
export function canAccept({ label, detected }: CropItem, knownCategoryIds: ReadonlySet<number>): boolean {
  if (!detected || detected.categoryId === label?.categoryId) return false
  return knownCategoryIds.has(detected.categoryId)
}

/**
 * The label takes the class that the model saw.
 * @param annotations those of the image as they are now
 * @throws BoxwrightError `conflict` when the label is gone
 */
export function relabelFix({ image, label, detected }: CropItem, annotations: readonly Annotation[]): Fix {
  assert(label && detected, 'only a pair can be relabelled')
  const annotation = annotations.find((other) => other.id === label.id)
  if (!annotation) {
    throw new BoxwrightError(
      'conflict',
      `The box was removed from ${image.path} meanwhile. The figures are read again.`,
    )
  }
  const change = changed(annotation, { categoryId: detected.categoryId, copied: false })
  return { imageId: image.id, kind: 'relabel', changes: [change] }
}

/**
 * The detection becomes a label of its own.
 * @param id reserved for it
 */
export function drawFix({ image, detected }: CropItem, id: number, updatedAt: number): Fix {
  assert(detected, 'only a detection can be added')
  const annotation: Annotation = {
    id,
    imageId: image.id,
    categoryId: detected.categoryId,
    ...clipBox(detected.box, image),
    ...blankAnnotation,
    origin: 'model',
    score: detected.score,
    updatedAt,
  }
  return { imageId: image.id, kind: 'draw', changes: [added(annotation)] }
}
