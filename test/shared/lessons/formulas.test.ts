/** The formulas of the lessons against numbers worked out by hand, and those of the course notes where they give any. */
import { describe, expect, it } from 'vitest'
import { overlapMeasures } from '../../../shared/lessons/boxOverlap.ts'
import { classLoss, elementLoss, oneHot, sigmoid, smoothed, softmax } from '../../../shared/lessons/probabilities.ts'
import { learningOf } from '../../../shared/lessons/saturation.ts'

const close = (values: readonly number[], digits = 4) => values.map((value) => expect.closeTo(value, digits))

describe('probabilities', () => {
  it('of the scores 0.9, 0.4, 0.2 are 0.4755, 0.2884, 0.2361', () => {
    expect(softmax([0.9, 0.4, 0.2])).toEqual(close([0.4755, 0.2884, 0.2361]))
    expect(softmax([1000, 0])).toEqual([1, 0])
  })

  it('cost the cross-entropy of the labelled class, and their error is its gradient', () => {
    // -ln 0.4755 = 0.7434; the first probability less 1, the others as they are.
    const { value, gradients } = classLoss('cross-entropy', [0.9, 0.4, 0.2], oneHot(0, 3), 0)
    expect(value).toBeCloseTo(0.7434, 4)
    expect(gradients).toEqual(close([-0.5245, 0.2884, 0.2361]))
  })

  it('each by itself cost the sum of their binary cross-entropies', () => {
    // sigmoid(0) = 1/2 for the labelled class and sigmoid(ln 3) = 3/4 for the other: ln 2 + ln 4 = 3 ln 2.
    const { value, gradients } = classLoss('bce', [0, Math.log(3)], [1, 0], 0)
    expect(value).toBeCloseTo(3 * Math.LN2, 10)
    expect(gradients).toEqual(close([-0.5, 0.75], 10))
  })

  it('cost less by the focal loss the surer they are right', () => {
    // sigmoid(ln 3) = 3/4 with target 1: error 1/4, so ln(4/3) / 16 with gamma 2.
    expect(elementLoss('focal', Math.log(3), 1, 2).value).toBeCloseTo(Math.log(4 / 3) / 16, 5)
    expect(elementLoss('focal', Math.log(3), 1, 0).gradient).toBeCloseTo(-0.25, 5)
  })

  it('by squared error learn as steeply as the sigmoid is', () => {
    // sigmoid(ln 3) = 3/4, slope 3/16: 2 (3/4 - 0) 3/16.
    expect(elementLoss('mse', Math.log(3), 0, 0)).toEqual({
      value: expect.closeTo(9 / 16, 10),
      gradient: expect.closeTo(9 / 32, 10),
    })
  })

  it('aim less high with smoothed targets', () => {
    expect(smoothed(oneHot(1, 4), 0.2)).toEqual(close([0.05, 0.85, 0.05, 0.05], 10))
  })
})

describe('a saturated neuron', () => {
  it('hardly learns by squared error though it is all wrong, and learns by cross-entropy', () => {
    // x 1.5, w 1.9, b 3, target 0: z = 5.85, output 0.9971.
    const { z, output, squaredError, crossEntropy } = learningOf({ x: 1.5, w: 1.9, b: 3, target: 0 })
    expect(z).toBeCloseTo(5.85, 10)
    expect(output).toBeCloseTo(0.9971, 4)
    expect(squaredError.gradient).toBeCloseTo(0.0043, 4)
    // x (o - y)
    expect(crossEntropy.gradient).toBeCloseTo(1.5 * 0.9971, 3)
  })

  it('learns more by squared error while its sigmoid is steep, though it is less wrong', () => {
    // The same with z = 0: slope 1/4, output 1/2.
    const steep = learningOf({ x: 1.5, w: 0, b: 0, target: 0 })
    expect(steep.squaredError.gradient).toBeCloseTo(1.5 * 0.25 * 0.5, 10)
    expect(steep.output).toBeLessThan(sigmoid(5.85))
  })
})

describe('overlap', () => {
  it('of two boxes by four measures, worked out by hand', () => {
    // a 4 x 4, b 4 x 2: intersection 2 x 2 = 4, union 16 + 8 - 4 = 20; around both 6 x 4 = 24, its diagonal 36 + 16.
    // Middles (2, 2) and (4, 1): 4 + 1.
    const found = overlapMeasures({ x1: 0, y1: 0, x2: 4, y2: 4 }, { x1: 2, y1: 0, x2: 6, y2: 2 })
    expect(found).toMatchObject({ intersection: 4, union: 20, enclosing: 24, distanceSquared: 5, diagonalSquared: 52 })
    expect(found.iou).toBeCloseTo(0.2, 10)
    expect(found.giou).toBeCloseTo(0.2 - 4 / 24, 10)
    expect(found.diou).toBeCloseTo(0.2 - 5 / 52, 10)
    // atan 1 = 0.7854, atan 2 = 1.1071: 4/π² · 0.1035 = 0.04196; weighed 0.04196 / 0.84196.
    expect(found.shape).toBeCloseTo(0.04196, 5)
    expect(found.ciou).toBeCloseTo(0.2 - 5 / 52 - 0.04196 ** 2 / 0.84196, 5)
  })

  it('of boxes that lie apart is 0 by IoU, and the less the farther by the others', () => {
    const at = (x: number) => overlapMeasures({ x1: 0, y1: 0, x2: 2, y2: 2 }, { x1: x, y1: 0, x2: x + 2, y2: 2 })
    expect([at(4).iou, at(8).iou]).toEqual([0, 0])
    // Around both 6 x 2 = 12, of which 8 are covered.
    expect(at(4).giou).toBeCloseTo(-4 / 12, 10)
    expect(at(8).giou).toBeLessThan(at(4).giou)
    expect(at(8).ciou).toBeLessThan(at(4).ciou)
  })

  it('of equal boxes is 1 by all of them', () => {
    const box = { x1: 1, y1: 2, x2: 5, y2: 9 }
    const { iou, giou, diou, ciou } = overlapMeasures(box, box)
    expect([iou, giou, diou, ciou]).toEqual([1, 1, 1, 1])
  })
})
