/** Brings the boxes of a label file into the image they belong to: pixels, inside the border, with an area. */
import { type Box, boxArea, boxFromCorners, clipBox, isSameBox, type Size } from '../../../shared/box.ts'
import type { Problem } from '../../../shared/reports.ts'
import type { LabelledBox, LabelledImage, ReadBox } from './format.ts'
import { type Place, problemAt } from './problem.ts'

/** Six printed decimals of a YOLO file put a box at the border up to this share of the side outside. */
const roundingOvershoot = 1e-6
/** Up to this share of the side a box outside is a tool's carelessness; beyond it, it may belong to another image. */
const smallOvershoot = 0.01

export type PlacedBoxes = { readonly boxes: readonly LabelledBox[]; readonly problems: readonly Problem[] }

/** `imageSize` is that of the real image, upright; null while it is unknown. */
export function placeBoxes(labelled: LabelledImage, imageSize: Size | null): PlacedBoxes {
  const size = imageSize ?? labelled.size
  const boxes: LabelledBox[] = []
  const problems = sizeProblems(labelled, imageSize)
  if (!size && labelled.units === 'fractions') {
    return { boxes, problems: labelled.boxes.length > 0 ? [...problems, sizeUnknown(labelled)] : problems }
  }
  for (const box of labelled.boxes) {
    const placed = placeBox(box, labelled, size)
    if (placed.box) boxes.push(placed.box)
    if (placed.problem) problems.push(placed.problem)
  }
  return { boxes, problems }
}

type PlacedBox = { readonly box?: LabelledBox; readonly problem?: Problem }

export function placeBox(
  read: ReadBox,
  labelled: Pick<LabelledImage, 'units' | 'sourceFile'>,
  size: Size | null,
): PlacedBox {
  const place = { file: labelled.sourceFile, line: read.line }
  const meant = labelled.units === 'fractions' && size ? scaleBox(read, size) : read
  const upright = boxFromCorners({ x: meant.x1, y: meant.y1 }, { x: meant.x2, y: meant.y2 })
  const box = labelledAt(read, size ? clipBox(upright, size) : upright)
  if (!(boxArea(box) > 0)) return { problem: problemAt('box-empty', place, emptyMessage(read, meant, upright)) }
  const isSwapped = meant.x1 > meant.x2 || meant.y1 > meant.y2
  const outside = size ? overshoot(upright, size) : 0
  if (outside > roundingOvershoot) return { box, problem: outsideProblem(read, upright, outside, place) }
  if (!isSwapped) return { box }
  const message = `${nameOf(read, meant)} has its corners the wrong way round; they were put right`
  return { box, problem: problemAt('corners-swapped', place, message) }
}

/** The box itself where it stays in its place, else member by member: with copies, a million boxes take twice the memory. */
function labelledAt(read: ReadBox, box: Box): LabelledBox {
  if (isSameBox(read, box)) return read
  const { x1, y1, x2, y2 } = box
  const { className, difficult, truncated, occluded, ignore, score, note, extras } = read
  return { className, x1, y1, x2, y2, difficult, truncated, occluded, ignore, score, note, extras }
}

function scaleBox(box: Box, size: Size): Box {
  return { x1: box.x1 * size.width, y1: box.y1 * size.height, x2: box.x2 * size.width, y2: box.y2 * size.height }
}

/** The largest share of a side by which the box leaves the image; negative inside. */
function overshoot(box: Box, size: Size): number {
  return Math.max(
    -box.x1 / size.width,
    (box.x2 - size.width) / size.width,
    -box.y1 / size.height,
    (box.y2 - size.height) / size.height,
  )
}

function outsideProblem(read: ReadBox, box: Box, outside: number, place: Place): Problem {
  const percent = `${Number((outside * 100).toPrecision(2))} %`
  const message = `${nameOf(read, box)} reached ${percent} of the side beyond the border and was cut there`
  if (outside <= smallOvershoot) return problemAt('clamped', place, message)
  return problemAt('box-outside', place, `${message}: does it belong to this image?`)
}

function emptyMessage(read: ReadBox, meant: Box, upright: Box): string {
  const reason = boxArea(upright) > 0 ? 'lies outside the image' : 'has no area'
  return `${nameOf(read, meant)} ${reason} and was left out`
}

function nameOf(read: ReadBox, box: Box): string {
  const corners = [box.x1, box.y1, box.x2, box.y2].map((value) => Number(value.toFixed(2))).join(', ')
  return `the box of "${read.className ?? 'no class'}" at (${corners})`
}

function sizeProblems(labelled: LabelledImage, imageSize: Size | null): Problem[] {
  const said = labelled.size
  if (!said || !imageSize) return []
  if (said.width === imageSize.width && said.height === imageSize.height) return []
  const isTurned = said.width === imageSize.height && said.height === imageSize.width
  const advice = isTurned
    ? 'the boxes may have been drawn on the picture as stored, before it was turned upright'
    : 'the boxes may belong to another copy of the image'
  const message = `says ${text(said)} but the image is ${text(imageSize)}: ${advice}`
  return [problemAt('size-differs', { file: labelled.sourceFile }, message)]
}

function sizeUnknown(labelled: LabelledImage): Problem {
  const message = `its ${labelled.boxes.length} boxes are shares of an image whose size is not known and were left out`
  return problemAt('size-unknown', { file: labelled.sourceFile }, message)
}

const text = (size: Size): string => `${size.width} x ${size.height}`
