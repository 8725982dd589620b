/** One annotation of COCO: its box, or why it has none. */
import { type Box, boxFromXywh } from '../../../shared/box.ts'
import { type JsonObject, type Occlusion, occlusion } from '../../../shared/model.ts'
import type { ReadBox } from './format.ts'
import { idOf, type JsonRecord, numberOf, numbersOf, recordOf } from './jsonValues.ts'
import { boxOfPoints } from './polygonBox.ts'
import { boxOfRunLengths } from './runLength.ts'

export const noIds = 'has no image_id and category_id'

export type AnnotationContext = {
  /** Of the categories by id. */
  readonly names: ReadonlyMap<string, string>
  readonly hasImage: boolean
  readonly extras: JsonObject | null
}

/** Whether the place is given as such; else it is that of the segmentation. */
export function hasBbox({ bbox }: JsonRecord): boolean {
  return bbox !== undefined && !(Array.isArray(bbox) && bbox.length === 0)
}

/** The box, or in words why there is none. */
export function parseCocoAnnotation(
  entry: JsonRecord,
  { names, hasImage, extras }: AnnotationContext,
): ReadBox | string {
  const [imageId, categoryId] = [idOf(entry.image_id), idOf(entry.category_id)]
  if (imageId === null || categoryId === null) return noIds
  const className = names.get(categoryId)
  if (!hasImage) return `is for image ${imageId}, which is not in "images"`
  if (className === undefined) return `is of category ${categoryId}, which is not in "categories"`
  const place = hasBbox(entry) ? boxOfBbox(entry) : boxOfMask(entry)
  if (!place) return 'has no bbox of four numbers'
  const { difficult, truncated, occluded } = flagsOf(recordOf(entry.attributes))
  const ignore = Boolean(flagNumber(entry.iscrowd) || flagNumber(entry.ignore))
  const { x1, y1, x2, y2 } = place
  const score = numberOf(entry.score)
  // One literal: a million boxes are made here.
  return { className, x1, y1, x2, y2, difficult, truncated, occluded, ignore, score, note: '', extras, line: null }
}

const noFlags = { difficult: false, truncated: null, occluded: null } as const

/** What COCO has no field for, where CVAT and Datumaro keep it. */
function flagsOf(attributes: JsonRecord | null): Pick<ReadBox, 'difficult' | 'truncated' | 'occluded'> {
  if (!attributes) return noFlags
  const truncated = numberOf(flagNumber(attributes.truncated))
  return {
    difficult: Boolean(flagNumber(attributes.difficult)),
    truncated: truncated !== null && truncated >= 0 && truncated <= 1 ? truncated : null,
    occluded: (occlusion.safeParse(numberOf(flagNumber(attributes.occluded))).data as Occlusion | undefined) ?? null,
  }
}

function boxOfBbox({ bbox }: JsonRecord): Box | null {
  const xywh = numbersOf(bbox, 4)
  return xywh && boxFromXywh(xywh[0]!, xywh[1]!, xywh[2]!, xywh[3]!)
}

/** CVAT writes true and false, others 1 and 0. */
const flagNumber = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : value)

function boxOfMask({ segmentation }: JsonRecord) {
  if (!Array.isArray(segmentation)) return boxOfRunLengths(segmentation)
  const points = segmentation.flat(1)
  return boxOfPoints(numbersOf(points) ?? [])
}
