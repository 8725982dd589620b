/** What stands in the way of a training, and what would make its result poor. Most items have a remedy that is one step. */
import type { Image, SplitName } from '../../../shared/model.ts'
import type { ReadinessItem } from '../../../shared/reports.ts'
import type { Store } from '../store/store.ts'
import { leakCountOf } from './split.ts'

/** A class with fewer boxes than this is hardly learned. */
const fewBoxes = 20

/** Network pixels. A box that is narrower than the finest grid's cells shares its cell with its surroundings. */
const finestCell = 8
/** Part of the boxes that may be so small before it is said. */
const smallPart = 0.1
const sizeSteps = [320, 416, 512, 640, 800, 960, 1280]

/** @param size side of the network input in pixels; null when it is not known yet */
export async function readinessOf(store: Store, size: number | null): Promise<ReadinessItem[]> {
  const images = store.images.usable()
  const labelled = images.filter((image) => image.state !== 'unlabelled' && image.state !== 'rejected')
  const unlabelled = images.filter((image) => image.state === 'unlabelled').length
  return [
    labelsItem(labelled),
    ...splitItems(labelled),
    ...(await leakItems(store)),
    ...classItems(store, labelled),
    ...(size === null ? [] : sizeItems(store, labelled, size)),
    ...(unlabelled === 0
      ? []
      : [warning('unlabelled', `${unlabelled} images are not labelled and will not be used.`, { images: unlabelled })]),
  ]
}

type Values = ReadinessItem['values']

const warning = (kind: ReadinessItem['kind'], message: string, values: Values): ReadinessItem => ({
  severity: 'warning',
  kind,
  message,
  values,
})

function labelsItem(labelled: readonly Image[]): ReadinessItem {
  const boxes = labelled.reduce((sum, image) => sum + image.annotationCount, 0)
  if (boxes === 0) return { severity: 'block', kind: 'labels', message: 'No image has boxes yet.', values: {} }
  const message = `${boxes} boxes in ${labelled.length} images.`
  return { severity: 'ok', kind: 'labels', message, values: { boxes, images: labelled.length } }
}

function splitItems(labelled: readonly Image[]): ReadinessItem[] {
  const inPart = (name: SplitName) => labelled.filter((image) => image.split === name).length
  const [train, val, test] = [inPart('train'), inPart('val'), inPart('test')]
  const undealt = labelled.length - train - val - test
  const values = { train, val, test, undealt }
  if (train === 0) {
    const message = 'No labelled image belongs to the training part.'
    return [{ severity: 'block', kind: 'split', message, values }]
  }
  const items: ReadinessItem[] =
    undealt > 0
      ? [warning('split', `${undealt} labelled images belong to no part.`, values)]
      : [{ severity: 'ok', kind: 'split', message: `Split ${train} : ${val} : ${test}.`, values }]
  if (val === 0) {
    const message = 'Without validation images the last weights are kept, not the best.'
    items.push(warning('empty-part', message, { part: 'val' }))
  }
  return items
}

async function leakItems(store: Store): Promise<ReadinessItem[]> {
  const leaks = await leakCountOf(store)
  if (leaks === 0) return []
  const message = `${leaks} groups of images lie in several parts: the figures of the test would flatter.`
  return [warning('leaks', message, { leaks })]
}

function classItems(store: Store, labelled: readonly Image[]): ReadinessItem[] {
  const partOf = new Map(labelled.map((image) => [image.id, image.split]))
  const boxes = new Map<number, Record<SplitName, number>>()
  for (const { imageId, categoryId, boxes: count } of store.annotations.perImageAndCategory()) {
    const part = partOf.get(imageId)
    if (!part || categoryId === null) continue
    const counts = boxes.get(categoryId) ?? { train: 0, val: 0, test: 0 }
    counts[part] += count
    boxes.set(categoryId, counts)
  }
  const hasVal = labelled.some(({ split }) => split === 'val')
  return store.categories.listCounted().flatMap((category): ReadinessItem[] => {
    const { name, annotationCount } = category
    const counts = boxes.get(category.id)
    if (annotationCount === 0) return []
    if (annotationCount < fewBoxes)
      return [
        warning('few-boxes', `The class "${name}" has only ${annotationCount} boxes.`, {
          name,
          boxes: annotationCount,
        }),
      ]
    if (!counts || !hasVal || counts.val > 0) return []
    return [warning('not-validated', `The class "${name}" has no box in the validation images.`, { name })]
  })
}

function sizeItems(store: Store, labelled: readonly Image[], size: number): ReadinessItem[] {
  const scaleOf = new Map(labelled.map(({ id, width, height }) => [id, 1 / Math.max(width!, height!)]))
  const sides = store.annotations
    .ofImages(labelled.map(({ id }) => id))
    .filter(({ ignore }) => !ignore)
    .map(({ imageId, x1, y1, x2, y2 }) => Math.min(x2 - x1, y2 - y1) * scaleOf.get(imageId)!)
  const smallAt = (side: number) => sides.filter((part) => part * side < finestCell).length
  const small = smallAt(size)
  if (small <= smallPart * sides.length) return []
  const better = sizeSteps.find((side) => side > size && smallAt(side) <= smallPart * sides.length) ?? sizeSteps.at(-1)!
  const message = `${small} of ${sides.length} boxes are smaller than a cell of the finest grid at ${size} pixels.`
  return [warning('small-boxes', message, { small, boxes: sides.length, size, better })]
}
