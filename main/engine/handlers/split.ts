/** Train, validation and test parts: dealing them, setting them by hand, and telling how they stand. */
import type { EngineHandlers } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { Image } from '../../../shared/model.ts'
import type { SplitReport } from '../../../shared/reports.ts'
import { dealSplits, type SplitImage, type SplitRatio, type splitNames } from '../../../shared/split.ts'
import { announceChange, type EngineContext, openProjectOf } from '../context.ts'
import type { Store } from '../store/store.ts'

type Part = Pick<EngineHandlers, 'split.assign' | 'split.report' | 'split.set'>

export function splitHandlers(context: EngineContext): Part {
  const store = () => openProjectOf(context).store
  return {
    'split.assign': ({ ratio, seed, keep }) => {
      if (ratio.every((share) => share === 0)) {
        throw new BoxwrightError(
          'bad-request',
          'The ratio 0:0:0 leaves no part for any image. Give at least one part a share.',
        )
      }
      const images = splittable(store())
      if (images.length === 0) {
        throw new BoxwrightError(
          'nothing-to-train',
          'No image is labelled yet. Draw boxes or import labels, then split.',
        )
      }
      const dealt = dealSplits(toSplitImages(store(), images, keep), ratio, seed)
      const changed = images.filter((image) => dealt.has(image.id) && dealt.get(image.id) !== image.split)
      if (changed.length > 0) {
        store().edits.run('split', null, (writer) => {
          for (const image of changed) writer.update('image', image.id, { split: dealt.get(image.id)! })
        })
        announceChange(context, null)
      }
      return reportOf(store(), { ratio, seed, kept: images.length - dealt.size })
    },
    'split.report': () =>
      reportOf(store(), { ratio: [8, 1, 1], seed: 0, kept: splittable(store()).filter((image) => image.split).length }),
    'split.set': ({ ids, split }) => {
      const images = store()
        .images.get(ids)
        .filter((image) => image.split !== split)
      if (images.length > 0) {
        store().edits.run('split', null, (writer) => {
          for (const image of images) writer.update('image', image.id, { split })
        })
        announceChange(context, ids)
      }
      return {}
    },
  }
}

/** Images that say something to a detector: labelled, or verified to hold nothing. */
function splittable(store: Store): Image[] {
  return store.images.usable().filter((image) => image.state !== 'unlabelled' && image.state !== 'rejected')
}

function toSplitImages(store: Store, images: readonly Image[], keep: boolean): SplitImage[] {
  const categories = new Map<number, number[]>()
  for (const { imageId, categoryId } of store.annotations.perImageAndCategory()) {
    categories.set(imageId, [...(categories.get(imageId) ?? []), categoryId])
  }
  return images.map((image) => ({
    id: image.id,
    categoryIds: categories.get(image.id) ?? [],
    split: keep ? image.split : null,
  }))
}

type Dealing = { readonly ratio: SplitRatio; readonly seed: number; readonly kept: number }

function reportOf(store: Store, { ratio, seed, kept }: Dealing): SplitReport {
  const images = splittable(store)
  const splitOf = new Map(images.map((image) => [image.id, image.split]))
  const boxes = store.annotations.perImageAndCategory()
  const countIn = (name: (typeof splitNames)[number], categoryId: number) =>
    boxes
      .filter((entry) => entry.categoryId === categoryId && splitOf.get(entry.imageId) === name)
      .reduce((sum, entry) => sum + entry.boxes, 0)
  const counts = (count: (name: (typeof splitNames)[number]) => number) => ({
    train: count('train'),
    val: count('val'),
    test: count('test'),
  })
  return {
    seed,
    ratio: [...ratio],
    kept,
    images: counts((name) => images.filter((image) => image.split === name).length),
    categories: store.categories
      .list()
      .map(({ id, name }) => ({ id, name, boxes: counts((part) => countIn(part, id)) })),
  }
}
