/**
 * The steps of labellings: hiding the labels of control images, and deciding which of two labellings of an image stays.
 * Each is one step of undo over all its images, written in pieces when it is long.
 */
import type { EditKind } from '../../shared/api.ts'
import type { LabellingKind, LabellingVerdict } from '../../shared/labellingCalls.ts'
import type { Annotation, Image } from '../../shared/model.ts'
import { toAnnotationRow } from './store/annotations.ts'
import type { EditResult, EditWriter } from './store/edits.ts'
import { type ComparedRow, type Side, toKeptRow } from './store/labellings.ts'
import type { Store } from './store/store.ts'

/** Of more boxes a step is written in pieces, so that the window is answered meanwhile. */
const boxesAtOnce = 10_000
const imagesInPiece = 200

type Settled = { readonly imageIds: readonly number[] | null }

/** The images are as if nobody had labelled them; their labels, verdict and note wait in a new labelling. */
export async function hideLabels(
  store: Store,
  images: readonly Image[],
): Promise<Settled & { readonly labellingId: number }> {
  const labellingId = store.labellings.nextIds.labelling()
  const boxes = images.reduce((sum, { annotationCount }) => sum + annotationCount, 0)
  const { imageIds } = await runStep(store, { kind: 'control', boxes }, [
    (writer) => writer.insert('labelling', labellingRow(labellingId, 'control', '')),
    ...inPieces(images, (piece) => (writer: EditWriter) => {
      const boxesOf = annotationsOf(store, piece)
      for (const { id: imageId, review, note } of piece) {
        const comparedId = store.labellings.nextIds.compared()
        writer.insert('compared_image', {
          ...{ id: comparedId, labelling_id: labellingId, image_id: imageId, review, note },
          ...undecided,
        })
        keepBoxes(store, writer, { comparedId, side: 'labelling', boxes: boxesOf.get(imageId) ?? [] })
        for (const { id } of boxesOf.get(imageId) ?? []) writer.remove('annotation', id)
        writer.update('image', imageId, { review: null, is_changed_since_review: 0, note: '' })
      }
    }),
  ])
  return { labellingId, imageIds }
}

/**
 * Of control images both verdicts end the hiding. What the project has now is kept beside the labelling's boxes, so that
 * the comparison can still be looked at.
 */
export async function settleImages(
  store: Store,
  rows: readonly ComparedRow[],
  verdict: LabellingVerdict,
): Promise<Settled & { readonly boxes: number }> {
  const kept = Map.groupBy(store.labellings.keptBoxes(rows.map(({ id }) => id)), ({ comparedId }) => comparedId)
  const labellingBoxes = (row: ComparedRow): Annotation[] =>
    (kept.get(row.id) ?? []).filter(({ side }) => side === 'labelling').map(({ box }) => box)
  const present = annotationsOf(
    store,
    rows.map(({ imageId }) => ({ id: imageId })),
  )
  const counts = rows.map((row) => ({
    labelling: labellingBoxes(row).length,
    project: present.get(row.imageId)?.length ?? 0,
  }))
  const boxes = counts.reduce((sum, { labelling, project }) => sum + labelling + project, 0)
  const settleRow = (writer: EditWriter, row: ComparedRow): void => {
    const projectBoxes = present.get(row.imageId) ?? []
    keepBoxes(store, writer, { comparedId: row.id, side: 'project', boxes: projectBoxes })
    if (verdict === 'labelling') replaceBoxes(store, writer, { row, former: projectBoxes, boxes: labellingBoxes(row) })
    writer.update('compared_image', row.id, { verdict, decided_at: Date.now() })
    if (row.kind === 'control') writeVerdictOfImage(store, writer, row, verdict)
  }
  const pieces = inPieces(rows, (piece) => (writer: EditWriter) => {
    for (const row of piece) settleRow(writer, row)
  })
  const imageId = rows.length === 1 ? rows[0]!.imageId : null
  const { imageIds } = await runStep(store, { kind: 'settle', boxes, imageId }, pieces)
  return { imageIds, boxes: counts.reduce((sum, count) => sum + count[verdict], 0) }
}

export async function removeLabelling(store: Store, id: number, rows: readonly ComparedRow[]): Promise<void> {
  const kept = store.labellings.keptBoxes(rows.map((row) => row.id))
  await runStep(store, { kind: 'labelling', boxes: kept.length }, [
    ...inPieces(kept, (piece) => (writer: EditWriter) => {
      for (const box of piece) writer.remove('kept_box', box.id)
    }),
    ...inPieces(rows, (piece) => (writer: EditWriter) => {
      for (const row of piece) writer.remove('compared_image', row.id)
    }),
    (writer) => writer.remove('labelling', id),
  ])
}

export const labellingRow = (id: number, kind: LabellingKind, name: string) => ({
  ...{ id, kind, name },
  created_at: Date.now(),
})

export const undecided = { verdict: null, decided_at: null } as const

export type KeptSide = { readonly comparedId: number; readonly side: Side; readonly boxes: readonly Annotation[] }

export function keepBoxes(store: Store, writer: EditWriter, { comparedId, side, boxes }: KeptSide): void {
  for (const box of boxes) {
    writer.insert('kept_box', toKeptRow({ id: store.labellings.nextIds.box(), comparedId, side, box }))
  }
}

type Replacement = {
  readonly row: ComparedRow
  readonly former: readonly Annotation[]
  readonly boxes: readonly Annotation[]
}

/** Hidden boxes come back as they were, with their numbers; those of somebody else are new in the project. */
function replaceBoxes(store: Store, writer: EditWriter, { row, former, boxes }: Replacement): void {
  for (const { id } of former) writer.remove('annotation', id)
  if (boxes.length === 0) return
  const isNew = row.kind === 'second'
  let id = isNew ? store.annotations.reserveIds(boxes.length) : 0
  for (const box of boxes) {
    writer.insert('annotation', toAnnotationRow(isNew ? { ...box, id: id++, updatedAt: Date.now() } : box))
  }
}

/** The former verdict belongs to the former labels, the new one to the new; of notes both are worth keeping. */
function writeVerdictOfImage(store: Store, writer: EditWriter, row: ComparedRow, verdict: LabellingVerdict): void {
  const { review, isChangedSinceReview, note } = store.images.getOne(row.imageId)
  const notes = [row.note, note].filter((text) => text !== '').join('\n')
  writer.update('image', row.imageId, {
    review: verdict === 'labelling' ? row.review : review,
    is_changed_since_review: verdict === 'project' && isChangedSinceReview ? 1 : 0,
    note: notes,
  })
}

function annotationsOf(store: Store, images: readonly { readonly id: number }[]): Map<number, Annotation[]> {
  return Map.groupBy(store.annotations.ofImages(images.map(({ id }) => id)), ({ imageId }) => imageId)
}

type Piece = (writer: EditWriter) => void
type LabellingStep = {
  readonly kind: EditKind
  /** How many come or go. */
  readonly boxes: number
  /** The only image of the step. */
  readonly imageId?: number | null
  readonly signal?: AbortSignal
}

export function inPieces<Item>(items: readonly Item[], work: (piece: readonly Item[]) => Piece): Piece[] {
  const pieces: Piece[] = []
  for (let start = 0; start < items.length; start += imagesInPiece) {
    pieces.push(work(items.slice(start, start + imagesInPiece)))
  }
  return pieces
}

export async function runStep(
  store: Store,
  { kind, boxes, imageId = null, signal = new AbortController().signal }: LabellingStep,
  pieces: readonly Piece[],
): Promise<EditResult> {
  if (boxes > boxesAtOnce) return store.edits.runLong(kind, { pieces, signal })
  return store.edits.inTurn(() => {
    signal.throwIfAborted()
    return store.edits.run(kind, imageId, (writer) => {
      for (const piece of pieces) piece(writer)
    })
  })
}
