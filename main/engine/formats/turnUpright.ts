/**
 * Boxes live in the upright picture. A camera that was held on its side stores the picture lying and says so in its EXIF
 * orientation; tools that do not look at it draw on the lying picture, and write the size of that one. By this size such
 * labels are told from others, and their boxes turned as the picture is.
 */
import type { Box, Size } from '../../../shared/box.ts'
import type { LabelledImage, ReadBox } from './format.ts'

/** @returns the same object when there is nothing to turn */
export function turnUpright(
  labelled: LabelledImage,
  image: { readonly size: Size | null; readonly orientation?: number },
): LabelledImage {
  const { size: said } = labelled
  const { size, orientation = 1 } = image
  // Orientations up to 4 keep the sides: the size then tells nothing.
  if (!said || !size || orientation < 5 || size.width === size.height) return labelled
  if (said.width !== size.height || said.height !== size.width) return labelled
  const stored = labelled.units === 'fractions' ? { width: 1, height: 1 } : said
  const boxes = labelled.boxes.map((box): ReadBox => ({ ...box, ...turned(box, stored, orientation) }))
  // What the file says of the lying picture, kept to be written back, would belie the boxes from now on.
  return { ...labelled, size, boxes, extras: null }
}

/** A box of the stored picture in the upright one. */
export function turned({ x1, y1, x2, y2 }: Box, stored: Size, orientation: number): Box {
  const fromRight = { x1: stored.width - x2, x2: stored.width - x1 }
  const fromBottom = { y1: stored.height - y2, y2: stored.height - y1 }
  switch (orientation) {
    case 5:
      return { x1: y1, y1: x1, x2: y2, y2: x2 }
    case 6:
      return { x1: fromBottom.y1, y1: x1, x2: fromBottom.y2, y2: x2 }
    case 7:
      return { x1: fromBottom.y1, y1: fromRight.x1, x2: fromBottom.y2, y2: fromRight.x2 }
    case 8:
      return { x1: y1, y1: fromRight.x1, x2: y2, y2: fromRight.x2 }
    default:
      return { x1, y1, x2, y2 }
  }
}
