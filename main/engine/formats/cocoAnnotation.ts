/** One annotation of COCO: its box, or why it has none. */
import { boxFromXywh } from '../../../shared/box.ts'
import { type Occlusion, occlusion } from '../../../shared/model.ts'
import type { ReadBox } from './format.ts'
import { idOf, type JsonRecord, numberOf, numbersOf, recordOf } from './jsonValues.ts'
import { boxOfPoints } from './polygonBox.ts'
import { boxOfRunLengths } from './runLength.ts'

export const noIds = 'has no image_id and category_id'

/** The box, or in words why there is none. */
export function parseCocoAnnotation(
  entry: JsonRecord,
  names: ReadonlyMap<string, string>,
  hasImage: boolean,
): (ReadBox & { readonly isFromMask: boolean }) | string {
  const [imageId, categoryId] = [idOf(entry.image_id), idOf(entry.category_id)]
  if (imageId === null || categoryId === null) return noIds
  const className = names.get(categoryId)
  const xywh = numbersOf(entry.bbox, 4)
  if (!hasImage) return `is for image ${imageId}, which is not in "images"`
  if (className === undefined) return `is of category ${categoryId}, which is not in "categories"`
  const ofMask =
    entry.bbox === undefined || (Array.isArray(entry.bbox) && entry.bbox.length === 0) ? boxOfMask(entry) : null
  if (!xywh && !ofMask) return 'has no bbox of four numbers'
  const attributes = recordOf(entry.attributes)
  const truncated = numberOf(flagNumber(attributes?.truncated))
  return {
    ...(xywh ? boxFromXywh(xywh[0]!, xywh[1]!, xywh[2]!, xywh[3]!) : ofMask!),
    className,
    difficult: Boolean(flagNumber(attributes?.difficult)),
    truncated: truncated !== null && truncated >= 0 && truncated <= 1 ? truncated : null,
    occluded: (occlusion.safeParse(numberOf(flagNumber(attributes?.occluded))).data as Occlusion | undefined) ?? null,
    ignore: Boolean(flagNumber(entry.iscrowd) || flagNumber(entry.ignore)),
    score: numberOf(entry.score),
    note: '',
    extras: null,
    line: null,
    isFromMask: !xywh,
  }
}

/** CVAT writes true and false, others 1 and 0. */
const flagNumber = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : value)

function boxOfMask({ segmentation }: JsonRecord) {
  if (!Array.isArray(segmentation)) return boxOfRunLengths(segmentation)
  const points = segmentation.flat(1)
  return boxOfPoints(numbersOf(points) ?? [])
}
