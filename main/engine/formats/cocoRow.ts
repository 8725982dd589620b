/** One annotation of COCO as text: a new one, or what changes in one that was read. */
import { boxArea, boxHeight, boxWidth } from '../../../shared/box.ts'
import type { JsonObject } from '../../../shared/model.ts'
import type { LabelledBox } from './format.ts'
import { idOf, type JsonRecord, recordOf } from './jsonValues.ts'
import { keptOf } from './keptRow.ts'

export function annotationOf(box: LabelledBox, { id, imageId, categoryId }: RowIds) {
  const { attributes: _, row: __, at: ___, ...others } = keptOf(box.extras, 'coco')
  const own = ownAttributes(box)
  return {
    id,
    image_id: imageId,
    category_id: categoryId,
    ...placeOf(box),
    iscrowd: box.ignore ? 1 : 0,
    segmentation: [],
    ...(box.score === null ? {} : { score: box.score }),
    ...others,
    ...(Object.keys(own).length > 0 ? { attributes: own } : {}),
  }
}

function ownAttributes(box: LabelledBox): JsonObject {
  return { ...recordOf(keptOf(box.extras, 'coco').attributes), ...attributesOf(box) } as JsonObject
}

/** What COCO has no field for, where CVAT and Datumaro keep it. */
function attributesOf(box: LabelledBox): JsonObject {
  return {
    ...(box.difficult ? { difficult: true } : {}),
    ...(box.truncated === null ? {} : { truncated: box.truncated }),
    ...(box.occluded === null ? {} : { occluded: box.occluded }),
  }
}

/** By which ids a row names itself, its image and its class. */
export type RowIds = { readonly id: number | string; readonly imageId: number | string; readonly categoryId: number }

/**
 * What must change in a row for it to say what the box says, most often nothing. A mask is that of the box as it was, and
 * goes with it.
 */
export function placeChanges(given: JsonRecord, box: LabelledBox, ids: RowIds, isMoved: boolean) {
  const changes: Record<string, unknown> = {}
  if (given.id !== ids.id) changes.id = ids.id
  if (idOf(given.image_id) !== String(ids.imageId)) changes.image_id = ids.imageId
  if (idOf(given.category_id) !== String(ids.categoryId)) changes.category_id = ids.categoryId
  if (isMoved) Object.assign(changes, { ...placeOf(box), segmentation: [] })
  const isCrowd = Boolean(Number(given.iscrowd ?? 0) || Number(given.ignore ?? 0))
  if (isCrowd !== box.ignore) {
    changes.iscrowd = Number(box.ignore)
    if (given.ignore !== undefined) changes.ignore = Number(box.ignore)
  }
  return changes
}

const placeOf = (box: LabelledBox) => ({ bbox: [box.x1, box.y1, boxWidth(box), boxHeight(box)], area: boxArea(box) })

export function flagChanges(given: JsonRecord, box: LabelledBox): Record<string, unknown> {
  const { difficult: _, truncated: __, occluded: ___, ...others } = recordOf(given.attributes) ?? {}
  return { attributes: { ...others, ...ownAttributes(box) } }
}
