/**
 * What most labellers say, for images of the project that are labelled there and by at least two others. The project's own box stays
 * where its class is that of most; where they are divided nothing changes, and a person decides.
 */
import {
  findThings,
  type Labeller,
  majorityOf,
  meanBox,
  nothingThere,
  type Thing,
  valuesOf,
} from '../../shared/metrics/agreement/consensus.ts'
import { krippendorffAlpha } from '../../shared/metrics/agreement/krippendorff.ts'
import type { Annotation } from '../../shared/model.ts'
import { labelColumnsOf } from './labelColumns.ts'
import { inPieces, runStep } from './settleLabellings.ts'
import { toAnnotationRow } from './store/annotations.ts'
import type { EditResult, EditWriter } from './store/edits.ts'
import type { Store } from './store/store.ts'

type MajorityChange =
  | { readonly kind: 'add'; readonly imageId: number; readonly box: Annotation }
  | { readonly kind: 'relabel'; readonly imageId: number; readonly id: number; readonly categoryId: number }
  | { readonly kind: 'remove'; readonly imageId: number; readonly id: number }

export type MajorityPlan = {
  /** The project among them. */
  readonly labellings: number
  readonly images: number
  readonly things: number
  readonly alpha: number | null
  /** Things about which no more than half say the same. */
  readonly divided: number
  /** Boxes of the project that are locked and would change. */
  readonly locked: number
  readonly changes: readonly MajorityChange[]
}

type Voter = Labeller & { readonly annotations: readonly Annotation[] }

export function planMajority(store: Store, iou: number): MajorityPlan {
  const { imageIds, voters } = votersOf(store)
  const labellers = { imageIds, categories: store.categories.list(), labellers: voters }
  const things = imageIds.length === 0 ? [] : findThings(labellers, iou)
  const outcomes = things.map((thing) => outcomeOf(thing, voters))
  const changes = outcomes.flatMap(({ change }) => change ?? [])
  const locked = new Set(voters[0]!.annotations.flatMap((box) => (box.locked ? [box.id] : [])))
  const isFree = (change: MajorityChange) => change.kind === 'add' || !locked.has(change.id)
  return {
    labellings: imageIds.length === 0 ? 0 : voters.length,
    images: imageIds.length,
    things: things.length,
    alpha: krippendorffAlpha(things.map((thing) => valuesOf(thing, voters))),
    divided: outcomes.filter(({ isDivided }) => isDivided).length,
    locked: changes.filter((change) => !isFree(change)).length,
    changes: changes.filter(isFree),
  }
}

/** The project first; then each second labelling, with the images about which nobody has decided. */
function votersOf(store: Store): { readonly imageIds: readonly number[]; readonly voters: readonly Voter[] } {
  const others = store.labellings
    .list()
    .filter(({ kind }) => kind === 'second')
    .map(({ id }) => store.labellings.comparable(id).filter(({ verdict }) => verdict === null))
  const times = new Map<number, number>()
  for (const { imageId } of others.flat()) times.set(imageId, (times.get(imageId) ?? 0) + 1)
  const isShared = (imageId: number) => times.get(imageId)! >= 2
  const imageIds = [...times.keys()].filter(isShared)
  const shared = others.map((rows) => rows.filter(({ imageId }) => isShared(imageId))).filter((rows) => rows.length > 0)
  const seconds = shared.map((rows) => {
    const kept = store.labellings.keptBoxes(rows.map(({ id }) => id)).filter(({ side }) => side === 'labelling')
    const boxes = kept.map(({ box }) => box)
    return voterOf(
      boxes,
      rows.map(({ imageId }) => imageId),
    )
  })
  return { imageIds, voters: [voterOf(store.annotations.ofImages(imageIds), imageIds), ...seconds] }
}

const voterOf = (annotations: readonly Annotation[], seen: readonly number[]): Voter => ({
  ...labelColumnsOf(annotations),
  annotations,
  seenImageIds: new Set(seen),
})

type Outcome = { readonly change: MajorityChange | null; readonly isDivided: boolean }
const asItIs: Outcome = { change: null, isDivided: false }

function outcomeOf(thing: Thing, voters: readonly Voter[]): Outcome {
  const { imageId, members } = thing
  const said = majorityOf(thing, voters)
  const own = members[0] === null ? null : voters[0]!.annotations[members[0]!]!
  if (said === null) return { change: null, isDivided: true }
  if (said === nothingThere) {
    return own === null ? asItIs : { change: { kind: 'remove', imageId, id: own.id }, isDivided: false }
  }
  if (own === null) return { change: { kind: 'add', imageId, box: addedBox(thing, voters, said) }, isDivided: false }
  if (own.categoryId === said) return asItIs
  return { change: { kind: 'relabel', imageId, id: own.id, categoryId: said }, isDivided: false }
}

/** In the middle of those who say so; what else the first of them knows of it comes along. */
function addedBox(thing: Thing, voters: readonly Voter[], categoryId: number): Annotation {
  const boxes = thing.members.flatMap((place, index) => (place === null ? [] : [voters[index]!.annotations[place]!]))
  const first = boxes.find((box) => box.categoryId === categoryId)!
  return { ...first, ...meanBox(thing, voters, categoryId) }
}

export async function applyMajority(store: Store, { changes }: MajorityPlan): Promise<EditResult> {
  const added = changes.filter(({ kind }) => kind === 'add').length
  const ids = { next: added > 0 ? store.annotations.reserveIds(added) : 0 }
  const [first] = changes
  const isOneImage = changes.every(({ imageId }) => imageId === first!.imageId)
  const step = { kind: 'settle', boxes: changes.length, imageId: isOneImage ? first!.imageId : null } as const
  const pieces = inPieces(changes, (piece) => (writer: EditWriter) => {
    for (const change of piece) applyChange(writer, change, ids)
  })
  return runStep(store, step, pieces)
}

function applyChange(writer: EditWriter, change: MajorityChange, ids: { next: number }): void {
  const updatedAt = Date.now()
  if (change.kind === 'remove') writer.remove('annotation', change.id)
  else if (change.kind === 'add') {
    writer.insert('annotation', toAnnotationRow({ ...change.box, id: ids.next++, updatedAt }))
  } else writer.update('annotation', change.id, { category_id: change.categoryId, is_copied: 0, updated_at: updatedAt })
}
