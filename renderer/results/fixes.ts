/** What a decision about a crop changes in the labels. */
import { type Box, clipBox } from '../../shared/box.ts'
import { type AnnotationChange, added, changed, removed } from '../../shared/edit.ts'
import { assert, BoxwrightError } from '../../shared/errors.ts'
import { fixOf, type LabelFix } from '../../shared/metrics/suspects/whatIf.ts'
import { type Annotation, blankAnnotation } from '../../shared/model.ts'
import { type CropItem, doubtAbout } from './cropItems.ts'

/** True when the model says something else than the label, in a class that the project still has. */
export function canAccept({ kind, label, detected }: CropItem, knownCategoryIds: ReadonlySet<number>): boolean {
  if (kind === 'duplicate') return label !== null
  return detected !== null && knownCategoryIds.has(detected.categoryId)
}

/** What the model's word would change, item by item, where it has one. */
export const fixesOf = (items: readonly CropItem[]): LabelFix[] =>
  items.map((item) => fixOf(doubtAbout(item))).filter((fix) => fix !== null)

/** The kinds of fix that make a label of their own need a number for it. */
export const makesLabel = ({ label }: CropItem): boolean => label === null

/** The labels of the image as they are now, and what a new one would be called. */
export type Labels = { readonly annotations: readonly Annotation[]; readonly newId: number; readonly now: number }

/** The label becomes what the model says: of that class, at that place, a label at all, or none. */
export function acceptFix(item: CropItem, labels: Labels): AnnotationChange {
  const { kind, detected } = item
  if (kind === 'duplicate') return removed(labelOf(item, labels))
  assert(detected, 'only a detection can be accepted')
  if (kind === 'swapped') return changed(labelOf(item, labels), { categoryId: detected.categoryId, copied: false })
  if (kind === 'located') return changed(labelOf(item, labels), { ...clipBox(detected.box, item.image), copied: false })
  return added({ ...newLabel(item, labels), origin: 'model', score: detected.score })
}

/** What is there counts neither as a thing nor as background. */
export function ignoreFix(item: CropItem, labels: Labels): AnnotationChange {
  return item.label
    ? changed(labelOf(item, labels), { ignore: true, copied: false })
    : added({ ...newLabel(item, labels), ignore: true })
}

/** The box as a person drew it. */
export function editFix(item: CropItem, box: Box, labels: Labels): AnnotationChange {
  const place = clipBox(box, item.image)
  return item.label
    ? changed(labelOf(item, labels), { ...place, copied: false })
    : added({ ...newLabel(item, labels), ...place })
}

/** @throws BoxwrightError `conflict` when it is gone or locked */
function labelOf({ label, image }: CropItem, { annotations }: Labels): Annotation {
  const annotation = annotations.find(({ id }) => id === label?.id)
  if (!annotation) {
    throw new BoxwrightError(
      'conflict',
      `The box was removed from ${image.path} meanwhile. The figures are read again.`,
    )
  }
  if (!annotation.locked) return annotation
  throw new BoxwrightError('conflict', `The box in ${image.path} is locked. Unlock it in Annotate to change it.`)
}

function newLabel({ image, detected }: CropItem, { newId, now }: Labels): Annotation {
  assert(detected, 'only a detection can become a label')
  const { categoryId, box } = detected
  return { id: newId, imageId: image.id, categoryId, ...clipBox(box, image), ...blankAnnotation, updatedAt: now }
}
