/**
 * The matching across categories for an IoU that moves in small steps, as a slider does. From one IoU to the next few pairs
 * come or go, and only the images in which one of them matters are matched anew.
 *
 * Why the others may keep what they have: in an image the detections choose one after the other, each the free object that it
 * overlaps most. When the IoU rises, the first that chooses otherwise is one whose pair fell out. When it falls, it is one
 * that had no pair and now touches an object that is free at its turn. An image without such a detection stays as it is.
 * Shapes: as in crossIndex.ts; I images.
 */
import { type ConfusionIndex, cellOf, indexConfusion } from './confusion.ts'
import type { CrossIndex } from './crossIndex.ts'
import { type CrossMatches, matchAtIou, matchPosition, unmatched } from './crossMatch.ts'
import { firstIntegers, type Groups, groupBy, membersOf, picked } from './grouping.ts'
import { byDescendingScore, countAbove } from './scoreOrder.ts'

/** Gives what `matchAtIou` and `indexConfusion` give, whatever it was asked before; the nearer to the last IoU, the sooner. */
export type SlidingMatch = (iou: number) => ConfusionIndex

export function slidingMatch(index: CrossIndex): SlidingMatch {
  const changes = indexChanges(index)
  let last: ConfusionIndex | null = null
  return (iou) => {
    last = last ? moved(changes, last, iou) : indexConfusion(matchAtIou(index, iou))
    return last
  }
}

/** What falls out or comes in between two IoUs, and what lies in the images where it does. */
type ChangeIndex = {
  readonly index: CrossIndex
  /** Positions of detections, the highest score first. [I] groups */
  readonly positions: Groups
  /** Places of objects. [I] groups */
  readonly objects: Groups
  /** Position of the detection of each pair. [P] */
  readonly pairPositions: Int32Array
  readonly pairs: Descending
  /** Positions of the detections that lie in an ignore region. */
  readonly covered: Descending
}

/** The largest value first. */
type Descending = { readonly members: Int32Array; readonly values: Float64Array }

function indexChanges(index: CrossIndex): ChangeIndex {
  const { order, images, objectImages, imageCount, pairStarts, pairObjects, pairOverlaps, coverages } = index
  const positions = firstIntegers(order.length)
  const pairPositions = new Int32Array(pairObjects.length)
  for (const position of positions) pairPositions.fill(position, pairStarts[position], pairStarts[position + 1])
  return {
    index,
    positions: groupBy(positions, images, imageCount),
    objects: groupBy(firstIntegers(objectImages.length), objectImages, imageCount),
    pairPositions,
    pairs: descending(firstIntegers(pairObjects.length), pairOverlaps),
    covered: descending(
      positions.filter((position) => coverages[position]! > 0),
      coverages,
    ),
  }
}

function descending(items: Int32Array, values: Float64Array): Descending {
  const members = byDescendingScore(items, values)
  return { members, values: picked(values, members) }
}

function moved(changes: ChangeIndex, from: ConfusionIndex, iou: number): ConfusionIndex {
  if (iou === from.matches.iou) return from
  const { index, positions, objects } = changes
  const { groundTruths, detections } = from.matches
  // Whoever still holds the former matching must not see it change.
  const matches = { index, iou, groundTruths: groundTruths.slice(), detections: detections.slice() }
  const cells = from.cells.slice()
  for (const image of changedImages(changes, from.matches, iou)) {
    for (const object of membersOf(objects, image)) matches.detections[object] = unmatched
    for (const position of membersOf(positions, image)) {
      matchPosition(matches, position)
      cells[position] = cellOf(matches, position)
    }
  }
  return { ...from, matches, cells }
}

function changedImages(changes: ChangeIndex, from: CrossMatches, iou: number): Set<number> {
  const { index, pairs, covered, pairPositions } = changes
  const { order, images, pairObjects } = index
  const isChanging = iou > from.iou ? isPair : mayBecomePair
  const changed = new Set<number>()
  for (const pair of between(pairs, from.iou, iou)) {
    const position = pairPositions[pair]!
    if (isChanging(from, order[position]!, pairObjects[pair]!)) changed.add(images[position]!)
  }
  for (const position of between(covered, from.iou, iou)) {
    if (from.groundTruths[order[position]!]! < 0) changed.add(images[position]!)
  }
  return changed
}

/** Those that are above the one IoU and not above the other. */
function between({ members, values }: Descending, iou: number, other: number): Int32Array {
  return members.subarray(countAbove(values, Math.max(iou, other)), countAbove(values, Math.min(iou, other)))
}

const isPair = ({ groundTruths }: CrossMatches, detection: number, object: number): boolean =>
  groundTruths[detection] === object

/** An object is free at the turn of a detection when a surer one does not have it. */
function mayBecomePair({ index, groundTruths, detections }: CrossMatches, detection: number, object: number): boolean {
  const { scores } = index.dataset.detections
  const holder = detections[object]!
  return groundTruths[detection]! < 0 && (holder === unmatched || scores[holder]! <= scores[detection]!)
}
