/**
 * Two labellings of the same images, compared box by box: which boxes mean the same thing, and what only one of them has.
 *
 * The matching is that across categories (crossMatch.ts), one to one and above an IoU, where the box with the largest overlap
 * chooses first, since nobody gave labels a confidence. Boxes of one class are paired before what is left over is paired
 * across classes: where both have the class, a box of another class beside it is one too many and not a confusion.
 * Ignore regions of either side excuse the boxes that lie in them.
 * Shapes: R reference boxes, O other boxes.
 */
import { indexAcrossCategories } from '../crossIndex.ts'
import { type CrossMatches, matchAtIou, notCounted, overlapOf } from '../crossMatch.ts'
import { boxAreasOf, type Dataset, type FlagColumn, type MetricCategory, type NumberColumn } from '../dataset.ts'

/** The boxes of one labelling by columns; category 0 is that of ignore regions without a class. */
export type LabelSide = {
  readonly imageIds: NumberColumn
  readonly categoryIds: NumberColumn
  readonly boxes: NumberColumn
  readonly ignore: FlagColumn
}

export type LabelSides = {
  readonly categories: readonly MetricCategory[]
  readonly reference: LabelSide
  readonly other: LabelSide
}

/** `missed`: the other one lacks the box; `extra`: the reference lacks it. The worst first. */
export const labelOutcomes = ['otherClass', 'missed', 'extra', 'same', 'ignored'] as const
export type LabelOutcome = (typeof labelOutcomes)[number]

/** A box of either side, or a pair, by their places in the columns. */
export type ComparedLabel = {
  readonly outcome: LabelOutcome
  readonly imageId: number
  readonly reference: number | null
  readonly other: number | null
  readonly iou: number | null
}

export function compareLabels(sides: LabelSides, iou: number): ComparedLabel[] {
  const objects = { reference: objectsOf(sides.reference), other: objectsOf(sides.other) }
  const same = placesByClass(sides, objects).flatMap((places) => pairsAmong(sides, places, iou).pairs)
  const rest = without(objects, same)
  const { pairs: confused, excused: excusedOther } = pairsAmong(sides, withRegions(sides, rest), iou)
  const alone = without(rest, confused)
  const mirrored = { ...sides, reference: sides.other, other: sides.reference }
  const mirroredAlone = withRegions(mirrored, { reference: [], other: alone.reference })
  const { excused: excusedReference } = pairsAmong(mirrored, mirroredAlone, iou)
  const of = (side: Side, outcome: LabelOutcome, places: readonly number[]) =>
    places.map((place) => singleOf(sides, side, { outcome, place }))
  const isLeft = (excused: ReadonlySet<number>) => (place: number) => !excused.has(place)
  return [
    ...confused.map((pair) => ({ outcome: 'otherClass' as const, ...pair })),
    ...of('reference', 'missed', alone.reference.filter(isLeft(excusedReference))),
    ...of('other', 'extra', alone.other.filter(isLeft(excusedOther))),
    ...same.map((pair) => ({ outcome: 'same' as const, ...pair })),
    ...of('reference', 'ignored', [...excusedReference, ...regionsOf(sides.reference)]),
    ...of('other', 'ignored', [...excusedOther, ...regionsOf(sides.other)]),
  ]
}

type Side = 'reference' | 'other'
/** Places in the columns. */
type Places = Readonly<Record<Side, readonly number[]>>
type Pair = Omit<ComparedLabel, 'outcome'>

function singleOf(
  sides: LabelSides,
  side: Side,
  { outcome, place }: { readonly outcome: LabelOutcome; readonly place: number },
): ComparedLabel {
  const nothing = { reference: null, other: null, iou: null }
  return { ...nothing, outcome, imageId: sides[side].imageIds[place]!, [side]: place }
}

const placesWhere = ({ ignore }: LabelSide, isRegion: boolean): number[] =>
  Array.from(ignore, (_, place) => place).filter((place) => Boolean(ignore[place]) === isRegion)
const objectsOf = (side: LabelSide): number[] => placesWhere(side, false)
const regionsOf = (side: LabelSide): number[] => placesWhere(side, true)

/** In the order of the classes. */
function placesByClass(sides: LabelSides, objects: Places): Places[] {
  const ofClass = new Map(sides.categories.map(({ id }) => [id, { reference: [] as number[], other: [] as number[] }]))
  for (const side of ['reference', 'other'] as const) {
    for (const place of objects[side]) ofClass.get(sides[side].categoryIds[place]!)?.[side].push(place)
  }
  return [...ofClass.values()]
}

const withRegions = (sides: LabelSides, { reference, other }: Places): Places => ({
  reference: [...reference, ...regionsOf(sides.reference)],
  other,
})

function without({ reference, other }: Places, pairs: readonly Pair[]): Places {
  const [takenReference, takenOther] = [
    new Set(pairs.map((pair) => pair.reference)),
    new Set(pairs.map((pair) => pair.other)),
  ]
  return {
    reference: reference.filter((place) => !takenReference.has(place)),
    other: other.filter((place) => !takenOther.has(place)),
  }
}

type Found = {
  readonly pairs: readonly Pair[]
  /** Boxes of the other side without a partner that lie in an ignore region of the reference. */
  readonly excused: ReadonlySet<number>
}

function pairsAmong(sides: LabelSides, places: Places, iou: number): Found {
  if (places.other.length === 0 || places.reference.length === 0) return { pairs: [], excused: new Set() }
  const matches = matchClosestFirst(datasetOf(sides, places), iou)
  const pairs: Pair[] = []
  const excused = new Set<number>()
  for (const [at, place] of places.other.entries()) {
    const partner = matches.groundTruths[at]!
    if (partner >= 0) {
      const reference = places.reference[partner]!
      const imageId = sides.other.imageIds[place]!
      pairs.push({ imageId, reference, other: place, iou: overlapOf(matches, at) })
    } else if (partner === notCounted) excused.add(place)
  }
  return { pairs, excused }
}

/** The largest overlap stands where a detection has its confidence. */
function matchClosestFirst(dataset: Dataset, iou: number): CrossMatches {
  const { order, pairStarts, pairOverlaps } = indexAcrossCategories(dataset)
  const scores = new Float64Array(dataset.detections.scores.length)
  for (const [position, detection] of order.entries()) {
    for (let pair = pairStarts[position]!; pair < pairStarts[position + 1]!; pair++) {
      scores[detection] = Math.max(scores[detection]!, pairOverlaps[pair]!)
    }
  }
  return matchAtIou(indexAcrossCategories({ ...dataset, detections: { ...dataset.detections, scores } }), iou)
}

/** Only images where the other side has boxes: of a rare class these are few. */
function datasetOf({ categories, reference, other }: LabelSides, places: Places): Dataset {
  const truth = columnsAt(reference, places.reference)
  const judged = columnsAt(other, places.other)
  return {
    imageIds: judged.imageIds,
    categories,
    groundTruths: { ...truth, areas: truth.boxAreas },
    detections: { ...judged, scores: new Float64Array(places.other.length) },
  }
}

function columnsAt({ imageIds, categoryIds, boxes, ignore }: LabelSide, places: readonly number[]) {
  const chosen = new Float64Array(4 * places.length)
  for (const [at, place] of places.entries()) {
    for (let corner = 0; corner < 4; corner++) chosen[4 * at + corner] = boxes[4 * place + corner]!
  }
  return {
    ids: places,
    imageIds: places.map((place) => imageIds[place]!),
    categoryIds: places.map((place) => categoryIds[place]!),
    boxes: chosen,
    boxAreas: boxAreasOf(chosen),
    ignore: places.map((place) => Boolean(ignore[place])),
  }
}
