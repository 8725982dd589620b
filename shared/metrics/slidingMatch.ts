/**
 * The matching across categories for an IoU that moves in small steps, as a slider does. From one IoU to the next few pairs
 * come or go, and only the detections that they concern choose anew.
 *
 * Why the others may keep what they have: in an image the detections choose one after the other, each the free object that it
 * overlaps most. When the IoU rises, the first that chooses otherwise is one whose pair fell out. When it falls, it is one
 * that had no pair and now touches an object that is free at its turn. From there on the change spreads in two ways alone: an
 * object that was given up may be taken by whoever touches it later, and whoever lost an object must look for another.
 * Shapes: as in crossIndex.ts.
 */
import { type ConfusionIndex, cellOf, indexConfusion } from './confusion.ts'
import type { CrossIndex } from './crossIndex.ts'
import { type CrossMatches, isFreeAt, matchAtIou, matchPosition, unmatched } from './crossMatch.ts'
import { DueQueue } from './dueQueue.ts'
import { firstIntegers, type Groups, groupBy, membersOf, picked } from './grouping.ts'
import { byDescendingScore, countAbove } from './scoreOrder.ts'

export type SlidingMatch = {
  /** Gives what `matchAtIou` and `indexConfusion` give, whatever it was asked before; the nearer to the last IoU, the sooner. */
  readonly at: (iou: number) => ConfusionIndex
  /** What it does when it moves first: takes about as long as two matchings, and may be done before. */
  readonly prepareToMove: () => void
}

export function slidingMatch(index: CrossIndex): SlidingMatch {
  let changes: ChangeIndex | null = null
  let last: ConfusionIndex | null = null
  const preparedChanges = () => {
    changes ??= indexChanges(index)
    return changes
  }
  const at = (iou: number) => {
    if (iou === last?.matches.iou) return last
    last = last ? moved(preparedChanges(), last, iou) : indexConfusion(matchAtIou(index, iou))
    return last
  }
  return { at, prepareToMove: () => void preparedChanges() }
}

/** What falls out or comes in between two IoUs, and whom it concerns. */
type ChangeIndex = {
  readonly index: CrossIndex
  /** Position of the detection of each pair. [P] */
  readonly pairPositions: Int32Array
  /** Pairs of each object. [G] groups */
  readonly pairsOfObject: Groups
  readonly pairs: Descending
  /** Positions of the detections that lie in an ignore region. */
  readonly covered: Descending
  /** Positions that must choose anew; none between two steps. */
  readonly due: DueQueue
}

/** The largest value first. */
type Descending = { readonly members: Int32Array; readonly values: Float64Array }

function indexChanges(index: CrossIndex): ChangeIndex {
  const { order, objectImages, pairStarts, pairObjects, pairOverlaps, coverages } = index
  const positions = firstIntegers(order.length)
  const pairs = firstIntegers(pairObjects.length)
  const pairPositions = new Int32Array(pairObjects.length)
  for (const position of positions) pairPositions.fill(position, pairStarts[position], pairStarts[position + 1])
  return {
    index,
    pairPositions,
    pairsOfObject: groupBy(pairs, pairObjects, objectImages.length),
    pairs: descending(pairs, pairOverlaps),
    covered: descending(
      positions.filter((position) => coverages[position]! > 0),
      coverages,
    ),
    due: new DueQueue(order.length),
  }
}

function descending(items: Int32Array, values: Float64Array): Descending {
  const members = byDescendingScore(items, values)
  return { members, values: picked(values, members) }
}

function moved(changes: ChangeIndex, from: ConfusionIndex, iou: number): ConfusionIndex {
  const { index, due } = changes
  const { groundTruths, detections } = from.matches
  // Whoever still holds the former matching must not see it change.
  const matches = { index, iou, groundTruths: groundTruths.slice(), detections: detections.slice() }
  const cells = from.cells.slice()
  makeFirstDue(changes, from.matches, iou)
  // Whom a choice concerns chooses after it, so that the order of the scores is kept in every image.
  for (let position = due.next(); position >= 0; position = due.next()) {
    chooseAnew(changes, matches, position)
    cells[position] = cellOf(matches, position)
  }
  return { ...from, matches, cells }
}

/** Those that choose otherwise because of their own pairs or regions. */
function makeFirstDue(
  { index, pairs, covered, pairPositions, due }: ChangeIndex,
  from: CrossMatches,
  iou: number,
): void {
  const { order, pairObjects } = index
  const isChanging = iou > from.iou ? isPair : mayBecomePair
  for (const pair of between(pairs, from.iou, iou)) {
    if (isChanging(from, pairPositions[pair]!, pairObjects[pair]!)) due.add(pairPositions[pair]!)
  }
  for (const position of between(covered, from.iou, iou)) {
    if (from.groundTruths[order[position]!]! < 0) due.add(position)
  }
}

/** Those that are above the one IoU and not above the other. */
function between({ members, values }: Descending, iou: number, other: number): Int32Array {
  return members.subarray(countAbove(values, Math.max(iou, other)), countAbove(values, Math.min(iou, other)))
}

const isPair = ({ index, groundTruths }: CrossMatches, position: number, object: number): boolean =>
  groundTruths[index.order[position]!] === object

const mayBecomePair = (matches: CrossMatches, position: number, object: number): boolean =>
  matches.groundTruths[matches.index.order[position]!]! < 0 && isFreeAt(matches, position, object)

/** Those before it in the image have chosen. */
function chooseAnew(changes: ChangeIndex, matches: CrossMatches, position: number): void {
  const { index, due } = changes
  const { groundTruths, detections } = matches
  const detection = index.order[position]!
  const former = groundTruths[detection]!
  // Unless one before it has taken it meanwhile.
  const isGivingUp = former >= 0 && detections[former] === detection
  if (isGivingUp) detections[former] = unmatched
  const loser = matchPosition(matches, position)
  if (loser !== unmatched) due.add(index.positions[loser]!)
  if (isGivingUp && groundTruths[detection] !== former) offer(changes, matches, { object: former, after: position })
}

type Offer = { readonly object: number; readonly after: number }

/** Who touches an object that was given up may take it. */
function offer({ index, pairsOfObject, pairPositions, due }: ChangeIndex, { iou }: CrossMatches, given: Offer): void {
  for (const pair of membersOf(pairsOfObject, given.object)) {
    const position = pairPositions[pair]!
    if (position > given.after && index.pairOverlaps[pair]! > iou) due.add(position)
  }
}
