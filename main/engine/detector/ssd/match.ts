/**
 * Matching: which default box learns which label (Liu et al., "SSD", 2016, section 2.2). Each label takes the default box that
 * overlaps it most, whatever that is, and each other default box takes the label that it overlaps most, if by more than a half.
 *
 * A default box of half the IoU or more has its centre within half of the smaller side of the label's, so only cells near the label
 * are looked at. No gradient flows through this.
 */
import { type AnchorSet, sizeIou } from '../anchors.ts'
import { type Assignment, rowsInIgnoreRegions } from '../assignment.ts'
import { type Grid, rowOf } from '../grid.ts'
import type { NetworkBoxes } from '../networkBoxes.ts'
import { matchingIou } from './config.ts'

type Match = { readonly row: number; readonly iou: number }
type Label = { readonly centreX: number; readonly centreY: number; readonly width: number; readonly height: number }
type Shape = AnchorSet[number][number]

export function matchBoxes(grid: Grid, labels: NetworkBoxes): Assignment {
  const learned = new Map<number, { readonly box: number; readonly iou: number }>()
  const nearest: { readonly box: number; readonly matches: readonly Match[] }[] = []
  for (const [box, category] of labels.classes.entries()) {
    if (category < 0) continue
    const { near, best } = matchesOf(grid, labelAt(labels, box))
    for (const { row, iou } of near) if (iou > (learned.get(row)?.iou ?? matchingIou)) learned.set(row, { box, iou })
    nearest.push({ box, matches: best })
  }
  for (const [row, box] of takenBy(nearest)) learned.set(row, { box, iou: 1 })
  return {
    rows: [...learned.keys()],
    boxes: [...learned.values()].map(({ box }) => box),
    ignoredRows: rowsInIgnoreRegions(grid, labels).filter((row) => !learned.has(row)),
  }
}

/** The default box of each label: the label with the largest overlap chooses first, and none is taken twice. */
function takenBy(
  nearest: readonly { readonly box: number; readonly matches: readonly Match[] }[],
): Map<number, number> {
  const taken = new Map<number, number>()
  for (const { box, matches } of nearest.toSorted((a, b) => b.matches[0]!.iou - a.matches[0]!.iou)) {
    const free = matches.find(({ row }) => !taken.has(row))
    // More labels on one place than there are shapes: one of them goes without.
    if (free) taken.set(free.row, box)
  }
  return taken
}

/** `near`: all that overlap the label by more than a half; `best`: the best place of each shape, the best shape first. */
function matchesOf(grid: Grid, label: Label): { readonly near: readonly Match[]; readonly best: readonly Match[] } {
  const near: Match[] = []
  const best: Match[] = []
  for (const [scale, anchors] of grid.anchors.entries()) {
    const cells = grid.cells[scale]!
    const stride = grid.size / cells
    const iouAt = (shape: Shape, x: number, y: number) =>
      iouOf(label, { centreX: (x + 0.5) * stride, centreY: (y + 0.5) * stride, ...shape })
    const cellOf = (pixel: number) => Math.min(cells - 1, Math.max(0, Math.floor(pixel / stride)))
    const [ownX, ownY] = [cellOf(label.centreX), cellOf(label.centreY)]
    for (const [anchor, shape] of anchors.entries()) {
      best.push({ row: rowOf(grid, scale, ownX, ownY, anchor), iou: iouAt(shape, ownX, ownY) })
      if (sizeIou(label, shape) <= matchingIou) continue
      const [reachX, reachY] = [Math.min(label.width, shape.width) / 2, Math.min(label.height, shape.height) / 2]
      for (let y = cellOf(label.centreY - reachY); y <= cellOf(label.centreY + reachY); y++) {
        for (let x = cellOf(label.centreX - reachX); x <= cellOf(label.centreX + reachX); x++) {
          const iou = iouAt(shape, x, y)
          if (iou > matchingIou) near.push({ row: rowOf(grid, scale, x, y, anchor), iou })
        }
      }
    }
  }
  return { near, best: best.sort((a, b) => b.iou - a.iou) }
}

function labelAt({ boxes }: NetworkBoxes, box: number): Label {
  const [x1, y1, x2, y2] = boxes.subarray(box * 4, box * 4 + 4) as unknown as [number, number, number, number]
  return { centreX: (x1 + x2) / 2, centreY: (y1 + y2) / 2, width: x2 - x1, height: y2 - y1 }
}

function iouOf(a: Label, b: Label): number {
  const along = (centre: 'centreX' | 'centreY', side: 'width' | 'height') =>
    Math.min(a[centre] + a[side] / 2, b[centre] + b[side] / 2) -
    Math.max(a[centre] - a[side] / 2, b[centre] - b[side] / 2)
  const [width, height] = [along('centreX', 'width'), along('centreY', 'height')]
  if (width <= 0 || height <= 0) return 0
  return (width * height) / (a.width * a.height + b.width * b.height - width * height)
}
