/** Which categories must be judged anew after labels changed, and what of a dataset that takes. */
import type { Dataset, FlagColumn, GroundTruthColumns, NumberColumn } from './dataset.ts'

/**
 * The ids of all categories whose ground truths differ in any way that `evaluateCoco` looks at: how many, where, in which
 * order, of what area, or whether they count. A region without a class belongs to every category.
 */
export function changedCategories(before: Dataset, after: Dataset): Set<number> {
  const placesBefore = placesByCategory(before.groundTruths)
  const placesAfter = placesByCategory(after.groundTruths)
  const changed = new Set<number>()
  for (const id of new Set([...placesBefore.keys(), ...placesAfter.keys()])) {
    const isSame = haveSameRows(
      { columns: before.groundTruths, places: placesBefore.get(id) ?? [] },
      { columns: after.groundTruths, places: placesAfter.get(id) ?? [] },
    )
    if (!isSame) changed.add(id)
  }
  return changed.has(0) ? new Set(after.categories.map(({ id }) => id)) : changed
}

function placesByCategory({ categoryIds }: GroundTruthColumns): Map<number, number[]> {
  const places = new Map<number, number[]>()
  for (let place = 0; place < categoryIds.length; place++) {
    const id = categoryIds[place]!
    const known = places.get(id)
    if (known) known.push(place)
    else places.set(id, [place])
  }
  return places
}

type Rows = { readonly columns: GroundTruthColumns; readonly places: readonly number[] }

function haveSameRows(one: Rows, other: Rows): boolean {
  if (one.places.length !== other.places.length) return false
  return one.places.every((place, at) => isSameRow(one.columns, place, other.columns, other.places[at]!))
}

function isSameRow(one: GroundTruthColumns, place: number, other: GroundTruthColumns, otherPlace: number): boolean {
  if (one.imageIds[place] !== other.imageIds[otherPlace]) return false
  if (Boolean(one.ignore[place]) !== Boolean(other.ignore[otherPlace])) return false
  if (one.areas[place] !== other.areas[otherPlace]) return false
  for (let side = 0; side < 4; side++) {
    if (one.boxes[4 * place + side] !== other.boxes[4 * otherPlace + side]) return false
  }
  return true
}

/** Some categories of a dataset, with their boxes alone and the regions that belong to no class. */
export function onlyCategories(dataset: Dataset, ids: ReadonlySet<number>): Dataset {
  const { groundTruths, detections } = dataset
  const truths = placesWhere(groundTruths.categoryIds, (id) => id === 0 || ids.has(id))
  const found = placesWhere(detections.categoryIds, (id) => ids.has(id))
  return {
    imageIds: dataset.imageIds,
    categories: dataset.categories.filter(({ id }) => ids.has(id)),
    groundTruths: {
      ids: at(groundTruths.ids, truths),
      imageIds: at(groundTruths.imageIds, truths),
      categoryIds: at(groundTruths.categoryIds, truths),
      boxes: boxesAt(groundTruths.boxes, truths),
      boxAreas: at(groundTruths.boxAreas, truths),
      areas: at(groundTruths.areas, truths),
      ignore: at(groundTruths.ignore, truths),
    },
    detections: {
      ids: at(detections.ids, found),
      imageIds: at(detections.imageIds, found),
      categoryIds: at(detections.categoryIds, found),
      boxes: boxesAt(detections.boxes, found),
      boxAreas: at(detections.boxAreas, found),
      scores: at(detections.scores, found),
    },
  }
}

function placesWhere(column: NumberColumn, isWanted: (value: number) => boolean): number[] {
  const places: number[] = []
  for (let place = 0; place < column.length; place++) if (isWanted(column[place]!)) places.push(place)
  return places
}

const at = (column: NumberColumn | FlagColumn, places: readonly number[]): number[] =>
  places.map((place) => Number(column[place]))

const boxesAt = (boxes: NumberColumn, places: readonly number[]): number[] =>
  places.flatMap((place) => [boxes[4 * place]!, boxes[4 * place + 1]!, boxes[4 * place + 2]!, boxes[4 * place + 3]!])
