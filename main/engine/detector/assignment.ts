/** Which rows of a head's output learn which label. How it is decided is a family's own; what the result is, is shared. */
import type { Random } from '../../../shared/random.ts'
import type { ResolvedTrainSettings } from '../../../shared/trainSettings.ts'
import type { Grid } from './grid.ts'
import { ignoredPlaces, type NetworkBoxes } from './networkBoxes.ts'

export type Assignment = {
  /** Rows of the head's output that learn a box, and the index of that box. */
  readonly rows: readonly number[]
  readonly boxes: readonly number[]
  /** Rows that are neither object nor background. */
  readonly ignoredRows: readonly number[]
}

/** All anchors of the cells whose centre lies in an ignore region. */
export function rowsInIgnoreRegions(grid: Grid, labels: NetworkBoxes): number[] {
  if (labels.classes.every((category) => category >= 0)) return []
  const isIgnored = ignoredPlaces(labels)
  const rows: number[] = []
  for (let row = 0; row < grid.length; row++) {
    const x = (grid.cellX[row]! + 0.5) * grid.stride[row]!
    const y = (grid.cellY[row]! + 0.5) * grid.stride[row]!
    if (isIgnored(x, y)) rows.push(row)
  }
  return rows
}

/**
 * Room for the rows of a batch that learn something: what the fullest pictures need, with some air for pictures that augmentation
 * zooms.
 * @param counts rows that learn something in each training image
 */
export function positiveRoom(
  counts: readonly number[],
  { batch, mosaic, mixup }: Pick<ResolvedTrainSettings, 'batch' | 'mosaic' | 'mixup'>,
): number {
  const fullest = counts.toSorted((a, b) => b - a).slice(0, batch)
  while (fullest.length < batch) fullest.push(fullest[0] ?? 0)
  // Two pictures in one have the boxes of both; a mosaic cuts boxes, and each part may be assigned to more anchors.
  const air = 1.3 * (mixup > 0 ? 2 : 1) * (mosaic > 0 ? 1.5 : 1)
  return Math.max(16, Math.ceil(fullest.reduce((sum, count) => sum + count, 0) * air))
}

/** As many as there is room for, the others left out evenly at random. */
export function thinned<T>(positives: T[], room: number, random: Random): T[] {
  while (positives.length > room) positives.splice(random.below(positives.length), 1)
  return positives
}
