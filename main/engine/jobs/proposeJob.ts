/** Has a model propose boxes: detected first, then written beside the labels as one step that one undo takes back. */
import type { AssistantModel, ProposeReport, ProposeSettings } from '../../../shared/assistantCalls.ts'
import type { Box } from '../../../shared/box.ts'
import type { ClassTarget } from '../../../shared/exchange/classMapping.ts'
import type { Category, Image } from '../../../shared/model.ts'
import type { ImageDetections } from '../../../shared/workerMessages.ts'
import { toBytes } from '../farthestFirst.ts'
import type { Folders } from '../folders.ts'
import type { SeenImage, Uncertainty } from '../store/imageRanks.ts'
import type { Store } from '../store/store.ts'
import { uncertaintyOf } from '../uncertainty.ts'
import { detectingModel } from './detectingModel.ts'
import { detectEach, workerImages } from './detectJob.ts'
import type { JobContext } from './runner.ts'
import { type FoundIn, writeProposals } from './writeProposals.ts'

export type ProposeJob = {
  readonly model: AssistantModel
  readonly images: readonly Image[]
  readonly settings: Pick<ProposeSettings, 'confidence' | 'presentIou' | 'classes'>
  readonly folders: Folders
}

/** What is less likely says nothing about what the model is unsure of. */
export const doubtFloor = 0.1

/** Images that a model may propose in; those that were verified only when they are asked for by name. */
export function imagesToPropose(store: Store, { filter, imageIds }: ProposeSettings): Image[] {
  const named = imageIds ?? null
  const ids = named ?? store.images.ids(filter ?? '')
  return store.images
    .get(ids)
    .filter(({ error, width, review }) => error === null && width !== null && review !== 'rejected')
    .filter(({ review }) => named !== null || review === null)
}

/** Cancelled, it keeps what it has found so far. */
export async function runProposing(
  context: JobContext,
  { model, images, settings, folders }: ProposeJob,
): Promise<ProposeReport> {
  const { store } = context
  const found: FoundByModel[] = []
  const seen: SeenImage[] = []
  const doubts: Uncertainty[] = []
  const take = (entry: ImageDetections) => {
    found.push({ imageId: entry.imageId, boxes: sureBoxes(entry, settings.confidence) })
    doubts.push(doubtOf(entry, model))
    if (entry.features) seen.push(seenImage(store, entry))
  }
  const detecting = { model: detectingModel(store, model.runId), confidence: Math.min(doubtFloor, settings.confidence) }
  const unreadable = await detectEach(context, folders, { ...detecting, images: workerImages(store, images), take })
  store.imageRanks.setUncertainties(doubts)
  store.imageRanks.setSeen(seen)
  const { wanted, written } = await store.edits.inTurn(() => {
    // Only now: classes may have been made or merged while the model was looking.
    const { targets, drafts } = targetsOf(store, model, settings.classes)
    const wanted = found.map((entry) => wantedBoxes(entry, targets))
    return { wanted, written: writeProposals(store, model, { found: wanted, drafts, presentIou: settings.presentIou }) }
  })
  const count = (images: readonly { readonly boxes: readonly unknown[] }[]) =>
    images.reduce((sum, { boxes }) => sum + boxes.length, 0)
  return {
    model: model.name,
    images: found.length,
    ...written,
    leftOut: count(found) - count(wanted),
    unreadable: [...unreadable.values()],
  }
}

export function seenImage(store: Store, { imageId, features }: ImageDetections): SeenImage {
  return { imageId, modifiedAt: store.images.file(imageId).modifiedAt, features: toBytes(features!) }
}

export function doubtOf(entry: ImageDetections, model: AssistantModel): Uncertainty {
  const { uncertainty, largest } = uncertaintyOf(entry)
  const name = (index: number) => model.classes[index]!.name
  const unsure = largest && {
    name: name(largest.category),
    score: largest.score,
    rival: largest.rival === null ? null : name(largest.rival),
    model: model.name,
  }
  return { imageId: entry.imageId, uncertainty, unsure }
}

type Targets = { readonly targets: readonly (number | null)[]; readonly drafts: readonly Category[] }

/** The class of the project for each class of the model: null leaves it out; new ones are drafts until a box needs them. */
function targetsOf(store: Store, model: AssistantModel, chosen: Readonly<Record<string, ClassTarget>>): Targets {
  const drafts: Category[] = []
  const targets = model.classes.map(({ name, target: usual }) => {
    const target = chosen[name] ?? usual
    if (target.kind === 'skip') return null
    if (target.kind === 'existing') return store.categories.get(target.categoryId).id
    const same = [...store.categories.list(), ...drafts].find((category) => category.name === name.normalize('NFC'))
    if (same) return same.id
    const draft = store.categories.draft(name, undefined, drafts)
    drafts.push(draft)
    return draft.id
  })
  return { targets, drafts }
}

type OfModel = Box & { readonly score: number /** Index of the model's class. */; readonly category: number }
type FoundByModel = { readonly imageId: number; readonly boxes: readonly OfModel[] }

function sureBoxes({ boxes, scores, classes }: ImageDetections, confidence: number): OfModel[] {
  return [...scores].flatMap((score, index) => {
    const [x1, y1, x2, y2] = boxes.subarray(index * 4, index * 4 + 4) as unknown as [number, number, number, number]
    // What lay outside the picture altogether has no area left.
    const isBox = x1 < x2 && y1 < y2
    return isBox && score >= confidence ? [{ x1, y1, x2, y2, score, category: classes[index]! }] : []
  })
}

function wantedBoxes({ imageId, boxes }: FoundByModel, targets: Targets['targets']): FoundIn {
  return {
    imageId,
    boxes: boxes.flatMap(({ category, ...box }) => {
      const categoryId = targets[category]!
      return categoryId === null ? [] : [{ ...box, categoryId }]
    }),
  }
}
