/** Boxes of an image: reading them and applying the window's edits. */
import type { EngineHandlers, ParsedRequest } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { Annotation, Image } from '../../../shared/model.ts'
import { announceChange, type EngineContext, openProjectOf } from '../context.ts'
import { toAnnotationRow } from '../store/annotations.ts'
import type { EditWriter } from '../store/edits.ts'
import type { Store } from '../store/store.ts'

type Part = Pick<EngineHandlers, 'annotations.ofImage' | 'annotations.reserveIds' | 'annotations.apply'>
type Change = ParsedRequest<'annotations.apply'>['changes'][number]

export function annotationHandlers(context: EngineContext): Part {
  const store = () => openProjectOf(context).store
  return {
    'annotations.ofImage': ({ imageId }) => store().annotations.ofImage(imageId),
    'annotations.reserveIds': ({ count }) => ({ first: store().annotations.reserveIds(count) }),
    'annotations.apply': ({ imageId, kind, changes }) => {
      const image = store().images.getOne(imageId)
      const savedAt = store().edits.run(kind, imageId, (writer) => {
        for (const change of changes) applyChange(store(), writer, image, change)
      })
      announceChange(context, [imageId])
      return { image: store().images.getOne(imageId), savedAt }
    },
  }
}

function applyChange(store: Store, writer: EditWriter, image: Image, { before, after }: Change): void {
  const id = after?.id ?? before?.id
  if (id === undefined) throw new BoxwrightError('bad-request', 'A change names neither a former nor a new box.')
  const present = store.annotations.find(id)
  if ((present === null) !== (before === null) || (present && present.imageId !== image.id)) {
    throw new BoxwrightError(
      'conflict',
      `The box ${id} was changed meanwhile. The image was read again; repeat the last step.`,
    )
  }
  if (!after) {
    writer.remove('annotation', id)
    return
  }
  refuseImpossibleBox(after, image)
  const row = toAnnotationRow({ ...after, updatedAt: Date.now() })
  if (!present) {
    writer.insert('annotation', row)
    return
  }
  const former = toAnnotationRow(present)
  const changed = Object.entries(row).filter(([column, value]) => value !== former[column])
  // Only the time would change: nothing happened.
  if (changed.every(([column]) => column === 'updated_at')) return
  writer.update('annotation', id, Object.fromEntries(changed))
}

function refuseImpossibleBox(annotation: Annotation, image: Image): void {
  if (annotation.imageId !== image.id) {
    throw new BoxwrightError(
      'bad-request',
      `The box ${annotation.id} names image ${annotation.imageId} instead of ${image.id}.`,
    )
  }
  if (image.width === null || image.height === null) {
    throw new BoxwrightError('file-unreadable', `${image.path} cannot hold boxes: its size is not known.`, {
      path: image.path,
    })
  }
  const { x1, y1, x2, y2 } = annotation
  const isInside = x1 >= 0 && y1 >= 0 && x2 <= image.width && y2 <= image.height
  if (!isInside || !(x1 < x2) || !(y1 < y2)) {
    throw new BoxwrightError(
      'bad-request',
      `The box (${x1}, ${y1}, ${x2}, ${y2}) is empty or leaves its image ${image.path}.`,
    )
  }
}
