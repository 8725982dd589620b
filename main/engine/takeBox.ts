/** One box of a second labelling comes into the project's labels, or one of the project's gives way to it. */
import type { ParsedRequest } from '../../shared/api.ts'
import { BoxwrightError } from '../../shared/errors.ts'
import { toAnnotationRow } from './store/annotations.ts'
import type { Store } from './store/store.ts'

/**
 * With a box on either side the project's takes over place and class; without one of the other's it goes.
 * @returns the image of the step
 * @throws BoxwrightError `conflict` when something was decided or changed meanwhile, or the box is locked
 */
export function takeBox(
  store: Store,
  { comparedId, keptId, annotationId }: ParsedRequest<'labellings.takeBox'>,
): number {
  const [row] = store.labellings.compared([comparedId])
  const kept = store.labellings.keptBoxes([comparedId]).find(({ id }) => id === keptId)
  const present = annotationId === null ? null : store.annotations.find(annotationId)
  const isThere = (keptId === null || kept) && (annotationId === null || present?.imageId === row?.imageId)
  if (row?.kind !== 'second' || row.verdict !== null || !isThere) {
    throw new BoxwrightError('conflict', 'The labels were changed or decided about meanwhile. Look at them again.')
  }
  if (present?.locked) throw new BoxwrightError('conflict', 'The box is locked. Unlock it in Annotate first.')
  const now = Date.now()
  store.edits.run('settle', row.imageId, (writer) => {
    if (!kept) writer.remove('annotation', present!.id)
    else if (!present) {
      const id = store.annotations.reserveIds(1)
      writer.insert('annotation', toAnnotationRow({ ...kept.box, id, updatedAt: now }))
    } else {
      const { categoryId, x1, y1, x2, y2, ignore, origin, score } = kept.box
      const said = { category_id: categoryId, x1, y1, x2, y2, is_ignored: ignore ? 1 : 0, origin, score }
      writer.update('annotation', present.id, { ...said, is_copied: 0, updated_at: now })
    }
  })
  return row.imageId
}
