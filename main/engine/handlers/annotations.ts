/** Boxes of an image: reading them and applying the window's edits. */
import type { CallResponse, EngineHandlers, ParsedRequest, PropagationPreview } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { Annotation, Image } from '../../../shared/model.ts'
import { announceChange, type EngineContext, openProjectOf } from '../context.ts'
import { type PropagationPlan, type PropagationTarget, planPropagation } from '../propagate.ts'
import { toAnnotationRow } from '../store/annotations.ts'
import type { EditWriter } from '../store/edits.ts'
import type { Row } from '../store/rowWriter.ts'
import type { Store } from '../store/store.ts'
import { applyDecision } from './decisions.ts'

type Part = Pick<
  EngineHandlers,
  | 'annotations.ofImage'
  | 'annotations.ofImages'
  | 'annotations.reserveIds'
  | 'annotations.apply'
  | 'annotations.bulk'
  | 'annotations.propagate'
>
type Change = ParsedRequest<'annotations.apply'>['changes'][number]

export function annotationHandlers(context: EngineContext): Part {
  const store = () => openProjectOf(context).store
  return {
    'annotations.ofImage': ({ imageId }) => store().annotations.ofImage(imageId),
    'annotations.ofImages': ({ imageIds }) =>
      store()
        .annotations.ofImages(imageIds)
        .map(({ id, imageId, categoryId, x1, y1, x2, y2 }) => ({ id, imageId, categoryId, x1, y1, x2, y2 })),
    'annotations.reserveIds': ({ count }) => ({ first: store().annotations.reserveIds(count) }),
    'annotations.apply': ({ imageId, kind, changes, decisions }) => {
      const image = store().images.getOne(imageId)
      const { savedAt } = store().edits.run(kind, imageId, (writer) => {
        for (const change of changes) applyChange(store(), writer, image, change)
        for (const decision of decisions) applyDecision(store(), writer, image, decision)
      })
      announceChange(context, [imageId], true)
      return { image: store().images.getOne(imageId), savedAt }
    },
    'annotations.bulk': ({ ids, action }) => {
      if (action.kind === 'relabel') store().categories.get(action.categoryId)
      const changed = store()
        .annotations.some(ids)
        .filter((annotation) => !annotation.locked && isChangedBy(action, annotation))
      if (changed.length === 0) return { boxes: 0 }
      const { imageIds } = store().edits.run(bulkKinds[action.kind], onlyImageOf(changed), (writer) => {
        for (const annotation of changed) applyBulk(writer, annotation, action)
      })
      announceChange(context, imageIds, true)
      return { boxes: changed.length }
    },
    'annotations.propagate': (request) => propagate(context, store(), request),
  }
}

type PropagateRequest = ParsedRequest<'annotations.propagate'>

/** Images whose copies a dry run draws. */
const mostPreviews = 60

function propagate(
  context: EngineContext,
  store: Store,
  { imageId, annotationIds, targetIds, dryRun, ...rule }: PropagateRequest,
): CallResponse<'annotations.propagate'> {
  const wanted = new Set(annotationIds)
  const boxes = store.annotations.ofImage(imageId).filter(({ id }) => wanted.has(id))
  const targets = store.images.get(targetIds).filter(({ id, width }) => id !== imageId && width !== null)
  const plan = planPropagation(boxes, targets, rule, (id) => store.annotations.ofImage(id))
  if (!dryRun) storeCopies(context, store, imageId, plan)
  const sum = (count: (target: PropagationPlan['targets'][number]) => number) =>
    plan.targets.reduce((total, target) => total + count(target), 0)
  return {
    images: plan.targets.length,
    boxes: sum(({ copies }) => copies.length),
    present: sum(({ present }) => present),
    outside: sum(({ outside }) => outside),
    reviewed: plan.reviewed,
    previews: dryRun ? plan.targets.slice(0, mostPreviews).map(previewOf) : [],
  }
}

function previewOf({ existing, copies, ...target }: PropagationTarget): PropagationPreview {
  return { ...target, existing: [...existing], copies: [...copies] }
}

function storeCopies(context: EngineContext, store: Store, fromId: number, { targets }: PropagationPlan): void {
  const copies = targets.flatMap((target) => target.copies)
  if (copies.length === 0) return
  const firstId = store.annotations.reserveIds(copies.length)
  const { imageIds } = store.edits.run('propagate', null, (writer) => {
    // Undo there, where the hands are, takes the step back as well.
    writer.touch(fromId)
    for (const [index, copy] of copies.entries()) {
      writer.insert('annotation', toAnnotationRow({ ...copy, id: firstId + index, updatedAt: Date.now() }))
    }
  })
  announceChange(context, imageIds, true)
}

type BulkAction = ParsedRequest<'annotations.bulk'>['action']
const bulkKinds = { relabel: 'relabel', delete: 'delete', ignore: 'change' } as const

function isChangedBy(action: BulkAction, annotation: Annotation): boolean {
  if (action.kind === 'delete') return true
  // A region without a class is only possible as long as it is ignored.
  if (action.kind === 'ignore') return annotation.ignore !== action.ignore && annotation.categoryId !== null
  return annotation.categoryId !== action.categoryId
}

/** A step within one image belongs to its history; one over several to the project's. */
function onlyImageOf(annotations: readonly Annotation[]): number | null {
  const { imageId } = annotations[0]!
  return annotations.every((annotation) => annotation.imageId === imageId) ? imageId : null
}

function applyBulk(writer: EditWriter, annotation: Annotation, action: BulkAction): void {
  if (action.kind === 'delete') {
    writer.remove('annotation', annotation.id)
    return
  }
  const change: Row =
    action.kind === 'relabel' ? { category_id: action.categoryId } : { is_ignored: action.ignore ? 1 : 0 }
  // What a model proposed is a person's own once they have changed it.
  const own: Row = annotation.origin === 'model' ? { origin: 'human', score: null } : {}
  writer.update('annotation', annotation.id, { ...change, ...own, is_copied: 0, updated_at: Date.now() })
}

/** @throws BoxwrightError `conflict` when the box is another one than the change expects */
export function applyChange(store: Store, writer: EditWriter, image: Image, { before, after }: Change): void {
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
