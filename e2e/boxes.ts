/** Boxes drawn through the same calls as the window's, for tests that begin where something is labelled already. */
import type { Studio } from './studio.ts'

export type WantedBox = {
  readonly imageId: number
  readonly categoryId: number
  readonly corners: readonly [x1: number, y1: number, x2: number, y2: number]
}

const blank = {
  difficult: false,
  truncated: null,
  occluded: null,
  ignore: false,
  origin: 'human',
  score: null,
  extras: null,
  note: '',
  z: 0,
  locked: false,
  dismissedChecks: [],
  copied: false,
  updatedAt: 1,
}

/** @param firstId of the first box; the next ones count on from it */
export async function drawBoxes(studio: Studio, firstId: number, boxes: readonly WantedBox[]): Promise<void> {
  for (const [index, { imageId, categoryId, corners }] of boxes.entries()) {
    const [x1, y1, x2, y2] = corners
    const after = { id: firstId + index, imageId, categoryId, x1, y1, x2, y2, ...blank }
    await studio.callEngine('annotations.apply', { imageId, kind: 'draw', changes: [{ before: null, after }] })
  }
}
