import { expect, it } from 'vitest'
import { proposalCount, proposalIou } from '../../../../main/engine/detector/twoStage/config.ts'
import { proposeRegions } from '../../../../main/engine/detector/twoStage/proposals.ts'
import { tf } from '../../../../main/engine/tensorflow/tensorflow.ts'
import { seededRandom } from '../../../../shared/random.ts'

type Box = readonly number[]

/** Decoded, cut, sorted and suppressed one by one, in plain arithmetic. */
function plainProposals(said: readonly number[][], anchors: readonly Box[], size: number): number[][] {
  const cut = (value: number) => Math.min(size, Math.max(0, value))
  const decoded = said.map(([tx, ty, tw, th, objectness], row) => {
    const [x1, y1, x2, y2] = anchors[row] as [number, number, number, number]
    const x = (x1 + x2) / 2 + tx! * 0.1 * (x2 - x1)
    const y = (y1 + y2) / 2 + ty! * 0.1 * (y2 - y1)
    const [halfWidth, halfHeight] = [(Math.exp(tw! * 0.2) * (x2 - x1)) / 2, (Math.exp(th! * 0.2) * (y2 - y1)) / 2]
    const box = [x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight].map(cut)
    return [...box, 1 / (1 + Math.exp(-objectness!))]
  })
  const kept: number[][] = []
  for (const candidate of decoded.sort((a, b) => b[4]! - a[4]!)) {
    if (kept.length === proposalCount) break
    if (kept.every((other) => plainIou(other, candidate) <= proposalIou)) kept.push(candidate)
  }
  return kept
}

function plainIou([ax1, ay1, ax2, ay2]: Box, [bx1, by1, bx2, by2]: Box): number {
  const width = Math.max(0, Math.min(ax2!, bx2!) - Math.max(ax1!, bx1!))
  const height = Math.max(0, Math.min(ay2!, by2!) - Math.max(ay1!, by1!))
  const shared = width * height
  return shared / ((ax2! - ax1!) * (ay2! - ay1!) + (bx2! - bx1!) * (by2! - by1!) - shared)
}

it('proposals are the surest anchors, decoded, cut at the border and without near copies, picture by picture', () => {
  const random = seededRandom(4)
  const size = 100
  const anchors = Array.from({ length: 400 }, (_, row) => {
    const [x, y, half] = [(row % 20) * 5, Math.floor(row / 20) * 5, 6 + random.below(12)]
    return [x - half, y - half, x + half, y + half]
  })
  const said = [0, 1].map(() => anchors.map(() => Array.from({ length: 5 }, () => random.between(-2, 2))))
  const proposals = proposeRegions(tf.tensor3d(said), tf.tensor2d(anchors), size).arraySync() as number[][][]
  for (const [picture, found] of proposals.entries()) {
    const expected = plainProposals(said[picture]!, anchors, size)
    expect(found.length).toBe(proposalCount)
    expect(expected.length).toBeLessThanOrEqual(proposalCount)
    for (const [place, row] of expected.entries())
      for (const [column, value] of row.entries()) expect(found[place]![column]).toBeCloseTo(value, 3)
    for (const row of found.slice(expected.length)) expect(row).toEqual([0, 0, 0, 0, 0])
  }
})

it('with fewer anchors than proposals the places that are left over are empty', () => {
  const said = tf.tensor3d([
    [
      [0, 0, 0, 0, 1],
      [0, 0, 0, 0, 3],
      [0, 0, 0, 0, 2],
    ],
  ])
  const anchors = tf.tensor2d([
    [0, 0, 10, 10],
    [0, 0, 10, 9],
    [20, 20, 40, 30],
  ])
  const [found] = proposeRegions(said, anchors, 32).arraySync() as number[][][]
  // The first overlaps the second, which is surer, by 0.9; the last is cut at the border.
  expect(found![0]!.slice(0, 4)).toEqual([0, 0, 10, 9])
  expect(found![1]!.slice(0, 4)).toEqual([20, 20, 32, 30])
  expect(
    found!
      .slice(2)
      .flat()
      .every((value) => value === 0),
  ).toBe(true)
})

it('no gradient flows back through proposals', () => {
  const anchors = tf.tensor2d([
    [0, 0, 10, 10],
    [10, 10, 30, 30],
  ])
  const start = tf.tensor3d([
    [
      [0.1, 0.2, 0.3, 0.4, 1],
      [0, 0, 0, 0, 2],
    ],
  ])
  const total = (said: typeof start) => proposeRegions(said, anchors, 32).sum().add(said.sum())
  const gradient = tf.grad(total as never)(start as never)
  expect([...gradient.dataSync()]).toEqual(Array.from({ length: 10 }, () => 1))
})
