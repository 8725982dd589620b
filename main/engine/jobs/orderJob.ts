/** Finds out which images to label next: those that the model is least sure about, or those least like what is labelled. */
import type { AssistantModel } from '../../../shared/assistantCalls.ts'
import type { ImageOrder } from '../../../shared/model.ts'
import { farthestFirst } from '../farthestFirst.ts'
import type { Folders } from '../folders.ts'
import type { SeenImage, Uncertainty } from '../store/imageRanks.ts'
import { detectingModel } from './detectingModel.ts'
import { detectEach, workerImages } from './detectJob.ts'
import { doubtFloor, doubtOf, seenImage } from './proposeJob.ts'
import type { JobContext } from './runner.ts'

export type OrderJob = {
  readonly order: Exclude<ImageOrder, 'file'>
  /** Who is asked what it is unsure about. */
  readonly model: AssistantModel
  readonly folders: Folders
}
export type OrderReport = { readonly images: number; readonly unreadable: readonly string[] }

/** So many are placed one after the other; nobody labels more before asking again. */
const placedOneByOne = 300

export function runOrdering(context: JobContext, job: OrderJob): Promise<OrderReport> {
  return job.order === 'unsure' ? orderByDoubt(context, job) : orderByDifference(context, job)
}

async function orderByDoubt(context: JobContext, { model, folders }: OrderJob): Promise<OrderReport> {
  const { store } = context
  const images = store.images.get(store.images.ids('state:unlabelled -is:broken')).filter(({ width }) => width !== null)
  const doubts: Uncertainty[] = []
  const seen: SeenImage[] = []
  const unreadable = await detectEach(context, folders, {
    model: detectingModel(store, model.runId),
    images: workerImages(store, images),
    confidence: doubtFloor,
    take: (entry) => {
      doubts.push(doubtOf(entry, model))
      if (entry.features) seen.push(seenImage(store, entry))
    },
  })
  context.signal.throwIfAborted()
  store.imageRanks.setUncertainties(doubts)
  store.imageRanks.setSeen(seen)
  return { images: doubts.length, unreadable: [...unreadable.values()] }
}

async function orderByDifference(context: JobContext, { folders }: OrderJob): Promise<OrderReport> {
  const { store, report } = context
  const unseen = store.images.get(store.imageRanks.unseen())
  const seen: SeenImage[] = []
  const unreadable =
    unseen.length === 0
      ? new Map<number, string>()
      : await detectEach(context, folders, {
          model: detectingModel(store, null),
          images: workerImages(store, unseen),
          // Only the features are wanted.
          confidence: 1,
          take: (entry) => seen.push(seenImage(store, entry)),
        })
  // What was looked at is not looked at again, cancelled or not.
  store.imageRanks.setSeen(seen)
  context.signal.throwIfAborted()
  const known = store.imageRanks.seen()
  const total = Math.min(placedOneByOne, known.filter(({ isLabelled }) => !isLabelled).length)
  const ordered = await farthestFirst(known, placedOneByOne, (placed) => {
    context.signal.throwIfAborted()
    const title = `Placed ${placed} of ${total} images`
    report({ value: placed / total, title, phase: 'placing', secondsLeft: null })
  })
  store.imageRanks.setDifferences(ordered)
  return { images: ordered.length, unreadable: [...unreadable.values()] }
}
