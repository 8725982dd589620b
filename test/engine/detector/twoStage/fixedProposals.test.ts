import { expect, it } from 'vitest'
import { proposalCount } from '../../../../main/engine/detector/twoStage/config.ts'
import { fixedProposals } from '../../../../main/engine/detector/twoStage/fixedProposals.ts'
import { boxIou } from '../../../../shared/box.ts'
import { seededRandom } from '../../../../shared/random.ts'

// One anchor within the picture of 64 pixels, one half beyond its border, one beyond it altogether.
const anchors = Float32Array.of(10, 10, 20, 20, -10, 0, 10, 20, 70, 70, 90, 90)
const none = { boxes: new Float64Array(0), classes: new Int32Array(0) }
const one = { boxes: Float64Array.of(20, 24, 44, 40), classes: Int32Array.of(2) }
const label = { x1: 20, y1: 24, x2: 44, y2: 40 }

const proposals = (seed: number) => {
  const values = fixedProposals([one, none], { anchors, size: 64 }, seededRandom(seed)).dataSync()
  return Array.from({ length: 2 * proposalCount }, (_, row) => [...values.subarray(row * 5, row * 5 + 5)])
}

it('fixed proposals lie around the labels for their half, near ones and farther ones, and within the picture', () => {
  const around = proposals(1).slice(0, proposalCount / 2)
  const ious = around.map(([x1, y1, x2, y2]) => boxIou({ x1: x1!, y1: y1!, x2: x2!, y2: y2! }, label))
  expect(Math.min(...ious)).toBeGreaterThan(0.15)
  const isNear = ious.filter((iou) => iou >= 0.5).length / ious.length
  expect(isNear).toBeGreaterThan(0.2)
  expect(isNear).toBeLessThan(0.8)
  for (const [x1, y1, x2, y2] of proposals(1))
    for (const edge of [x1!, y1!, x2!, y2!]) {
      expect(edge).toBeGreaterThanOrEqual(0)
      expect(edge).toBeLessThanOrEqual(64)
    }
})

it('the others are anchors, cut at the border; one that lies beyond it is no proposal', () => {
  // A picture without labels has anchors alone.
  expect(new Set(proposals(1).slice(proposalCount).map(String))).toEqual(
    new Set(['10,10,20,20,1', '0,0,10,20,1', '64,64,64,64,0']),
  )
})

it('are the same for the same seed, and others for another', () => {
  expect(proposals(3)).toEqual(proposals(3))
  expect(proposals(3)).not.toEqual(proposals(4))
})
