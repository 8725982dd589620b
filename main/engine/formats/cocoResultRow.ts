/** Detections of COCO results. */
import { boxFromXywh } from '../../../shared/box.ts'
import type { ReadBox } from './format.ts'
import { idOf, type JsonRecord, numberOf, numbersOf } from './jsonValues.ts'
import { plainBox } from './plainBox.ts'

/** The box of a detection of COCO results, or in words why there is none. */
export function boxOfResult(entry: JsonRecord, classes: ReadonlyMap<string, string>): ReadBox | string {
  const category = idOf(entry.category_id)
  const xywh = numbersOf(entry.bbox, 4)
  if (category === null) return 'has no category_id'
  if (!xywh) return 'has no bbox of four numbers'
  const className = classes.get(category) ?? (classes.size === 0 ? `class ${category}` : null)
  if (className === null) return `is of category ${category}, which is not in "categories"`
  const corners = boxFromXywh(xywh[0]!, xywh[1]!, xywh[2]!, xywh[3]!)
  return { ...plainBox, ...corners, className, score: numberOf(entry.score) }
}
