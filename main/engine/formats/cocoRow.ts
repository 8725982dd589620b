/** One annotation of COCO as text: a new one, or what changes in one that was read. */
import { boxArea, boxHeight, boxWidth } from '../../../shared/box.ts'
import type { JsonObject } from '../../../shared/model.ts'
import type { LabelledBox } from './format.ts'
import { idOf, type JsonRecord, recordOf } from './jsonValues.ts'
import { keptOf } from './keptRow.ts'

export function annotationOf(box: LabelledBox, id: number | string, imageId: number | string, categoryId: number) {
  const { attributes, row: _, at: __, ...others } = keptOf(box.extras, 'coco')
  const own = { ...recordOf(attributes), ...attributesOf(box) }
  return {
    id,
    image_id: imageId,
    category_id: categoryId,
    bbox: [box.x1, box.y1, boxWidth(box), boxHeight(box)],
    area: boxArea(box),
    iscrowd: box.ignore ? 1 : 0,
    segmentation: [],
    ...(box.score === null ? {} : { score: box.score }),
    ...others,
    ...(Object.keys(own).length > 0 ? { attributes: own } : {}),
  }
}

/** What COCO has no field for, where CVAT and Datumaro keep it. */
function attributesOf(box: LabelledBox): JsonObject {
  return {
    ...(box.difficult ? { difficult: true } : {}),
    ...(box.truncated === null ? {} : { truncated: box.truncated }),
    ...(box.occluded === null ? {} : { occluded: box.occluded }),
  }
}

/** What must change in a row for it to say what the box says. A mask is that of the box as it was, and goes with it. */
export function placeChanges(
  given: JsonRecord,
  fresh: ReturnType<typeof annotationOf>,
  isMoved: boolean,
): Record<string, unknown> {
  const { id, image_id, category_id, bbox, area, segmentation, iscrowd } = fresh
  const isCrowd = Boolean(Number(given.iscrowd ?? 0) || Number(given.ignore ?? 0))
  const crowd = { iscrowd, ...(given.ignore === undefined ? {} : { ignore: iscrowd }) }
  return {
    ...(given.id === id ? {} : { id }),
    ...(idOf(given.image_id) === String(image_id) ? {} : { image_id }),
    ...(idOf(given.category_id) === String(category_id) ? {} : { category_id }),
    ...(isMoved ? { bbox, area, segmentation } : {}),
    ...(isCrowd === (iscrowd === 1) ? {} : crowd),
  }
}

export function flagChanges(given: JsonRecord, fresh: ReturnType<typeof annotationOf>): Record<string, unknown> {
  const { difficult: _, truncated: __, occluded: ___, ...others } = recordOf(given.attributes) ?? {}
  return { attributes: { ...others, ...recordOf(fresh.attributes) } }
}
