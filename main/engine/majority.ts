/**
 * What most labellers say, for images of the project that are labelled there and by at least two others. The project's own box stays
 * where its class is that of most; where they are divided nothing changes, and a person decides.
 */
import { setImmediate } from 'node:timers/promises'
import type { ComparedImage } from '../../shared/labellingCalls.ts'
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

/** So many at a time, that other calls are answered in between. */
const imagesAtOnce = 200

export async function planMajority(store: Store, iou: number): Promise<MajorityPlan> {
  const { imageIds, labellings } = votedImages(store)
  const outcomes: Outcome[] = []
  const units: number[][] = []
  const locked = new Set<number>()
  for (let start = 0; start < imageIds.length; start += imagesAtOnce) {
    const voters = votersOf(store, labellings, new Set(imageIds.slice(start, start + imagesAtOnce)))
    for (const { id, locked: isLocked } of voters[0]!.annotations) if (isLocked) locked.add(id)
    for (const thing of findThings({ categories: store.categories.list(), labellers: voters }, iou)) {
      outcomes.push(outcomeOf(thing, voters))
      units.push(valuesOf(thing, voters))
    }
    await setImmediate()
  }
  const changes = outcomes.flatMap(({ change }) => change ?? [])
  const isFree = (change: MajorityChange) => change.kind === 'add' || !locked.has(change.id)
  return {
    labellings: imageIds.length === 0 ? 0 : 1 + labellings.length,
    images: imageIds.length,
    things: units.length,
    alpha: krippendorffAlpha(units),
    divided: outcomes.filter(({ isDivided }) => isDivided).length,
    locked: changes.filter((change) => !isFree(change)).length,
    changes: changes.filter(isFree),
  }
}

type Spoken = readonly Pick<ComparedImage, 'id' | 'imageId'>[]

/** Images that at least two second labellings speak of and nobody has decided about, and what each labelling says of them. */
function votedImages(store: Store): { readonly imageIds: readonly number[]; readonly labellings: readonly Spoken[] } {
  const others = store.labellings
    .list()
    .filter(({ kind }) => kind === 'second')
    .map(({ id }) => store.labellings.comparable(id).filter(({ verdict }) => verdict === null))
  const times = new Map<number, number>()
  for (const { imageId } of others.flat()) times.set(imageId, (times.get(imageId) ?? 0) + 1)
  const isShared = ({ imageId }: Spoken[number]) => times.get(imageId)! >= 2
  return {
    imageIds: [...times.keys()].filter((imageId) => times.get(imageId)! >= 2),
    labellings: others.map((rows) => rows.filter(isShared)).filter((rows) => rows.length > 0),
  }
}

/** The project first. */
function votersOf(store: Store, labellings: readonly Spoken[], imageIds: ReadonlySet<number>): readonly Voter[] {
  const seconds = labellings.map((rows) => {
    const own = rows.filter(({ imageId }) => imageIds.has(imageId))
    const kept = store.labellings.keptBoxes(own.map(({ id }) => id)).filter(({ side }) => side === 'labelling')
    return voterOf(
      kept.map(({ box }) => box),
      own.map(({ imageId }) => imageId),
    )
  })
  return [voterOf(store.annotations.ofImages([...imageIds]), [...imageIds]), ...seconds]
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
