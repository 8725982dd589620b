/**
 * Several labellings of the same images brought together: which boxes are of one thing, and what most labellers say of it.
 *
 * Labellings are matched one after the other to the things found so far (compareLabels.ts), whose box is the mean of its members
 * and whose class is that of most of them. Ignore regions are no things. What most say needs more than half of the labellers
 * who labelled the image: a class, or that nothing is there.
 */
import type { Box } from '../../box.ts'
import type { MetricCategory } from '../dataset.ts'
import { compareLabels, type LabelSide } from './compareLabels.ts'

export type Labeller = LabelSide & {
  /** The images that they labelled; no box in one of them means that nothing is there. */
  readonly seenImageIds: ReadonlySet<number>
}

export type Labellers = {
  readonly categories: readonly MetricCategory[]
  readonly labellers: readonly Labeller[]
}

export type Thing = {
  readonly imageId: number
  /** For each labeller the place of their box in their columns; null for none. */
  readonly members: readonly (number | null)[]
}

export function findThings({ categories, labellers }: Labellers, iou: number): Thing[] {
  const things: { readonly imageId: number; readonly members: (number | null)[] }[] = []
  for (const [index, other] of labellers.entries()) {
    const reference = sideOfThings(things, labellers)
    const objects = { ...other, imageIds: Array.from(other.imageIds, (id, place) => (other.ignore[place] ? 0 : id)) }
    for (const label of compareLabels({ categories, reference, other: objects }, iou)) {
      if (label.other === null || other.ignore[label.other]) continue
      if (label.reference !== null) things[label.reference]!.members[index] = label.other
      else
        things.push({ imageId: label.imageId, members: labellers.map((_, at) => (at === index ? label.other : null)) })
    }
  }
  return things
}

function sideOfThings(things: readonly Thing[], labellers: readonly Labeller[]): LabelSide {
  return {
    imageIds: things.map(({ imageId }) => imageId),
    categoryIds: things.map((thing) => commonest(classesOf(thing, labellers))),
    boxes: things.flatMap((thing) => {
      const { x1, y1, x2, y2 } = meanBox(thing, labellers)
      return [x1, y1, x2, y2]
    }),
    ignore: things.map(() => false),
  }
}

/** What stands for "nothing is there" among classes. */
export const nothingThere = 0

/** What each labeller who saw the image says of the thing: a class, or nothing. */
export function valuesOf({ imageId, members }: Thing, labellers: readonly Labeller[]): number[] {
  return labellers.flatMap(({ seenImageIds, categoryIds }, index) => {
    if (!seenImageIds.has(imageId)) return []
    const place = members[index]!
    return [place === null ? nothingThere : categoryIds[place]!]
  })
}

/** A class, `nothingThere`, or null when no more than half say the same. */
export function majorityOf(thing: Thing, labellers: readonly Labeller[]): number | null {
  const values = valuesOf(thing, labellers)
  const value = commonest(values)
  return 2 * values.filter((other) => other === value).length > values.length ? value : null
}

/** Of the members, or of those with one class. */
export function meanBox({ members }: Thing, labellers: readonly Labeller[], categoryId?: number): Box {
  const sum = { x1: 0, y1: 0, x2: 0, y2: 0 }
  let count = 0
  for (const [index, place] of members.entries()) {
    const { boxes, categoryIds } = labellers[index]!
    if (place === null || (categoryId !== undefined && categoryIds[place] !== categoryId)) continue
    sum.x1 += boxes[4 * place]!
    sum.y1 += boxes[4 * place + 1]!
    sum.x2 += boxes[4 * place + 2]!
    sum.y2 += boxes[4 * place + 3]!
    count++
  }
  return { x1: sum.x1 / count, y1: sum.y1 / count, x2: sum.x2 / count, y2: sum.y2 / count }
}

const classesOf = ({ members }: Thing, labellers: readonly Labeller[]): number[] =>
  members.flatMap((place, index) => (place === null ? [] : [labellers[index]!.categoryIds[place]!]))

/** Of equally common ones the first. */
function commonest(values: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [nothingThere, 0])[0]
}
