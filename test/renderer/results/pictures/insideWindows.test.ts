/** A look into a detector without a grid: the windows at a point, or the proposals of an R-CNN. */
import { describe, expect, it } from 'vitest'
import { boxFormula, learnedFormula } from '../../../../renderer/results/pictures/inside/formulas.ts'
import { unpack, type WindowInside, windowRows } from '../../../../renderer/results/pictures/inside/inside.ts'
import { windowsAt } from '../../../../renderer/results/pictures/inside/insideChoice.ts'
import { insideScene } from '../../../../renderer/results/pictures/inside/insideScene.ts'
import type { Explanation } from '../../../../shared/explainCalls.ts'
import { toBase64 } from '../../../support/base64.ts'
import { firstView } from './insideParts.ts'

/** 32 pixels over an image twice as large. Two windows of 8 x 8, then two places of 16 x 16 of which one is empty. */
const windows = [0, 0, 8, 8, 20, 20, 28, 28, 8, 8, 24, 24, 0, 0, 0, 0]
const explanation = (family: Explanation['family']): Explanation => ({
  runId: 1,
  imageId: 7,
  categories: [{ id: 3, name: 'cat' }],
  side: 32,
  layout: {
    kind: 'windows',
    shapes: [
      { width: 8, height: 8, count: 2 },
      { width: 16, height: 16, count: 2 },
    ],
    boxes: toBase64(Float32Array.from(windows)),
  },
  family,
  letterbox: { scaleX: 0.5, scaleY: 0.5, offsetX: 0, offsetY: 0 },
  outputs: toBase64(Float32Array.from({ length: 20 }, (_, place) => (place === 5 ? 5 : 0))),
  boxes: toBase64(Float32Array.from(windows)),
  probabilities: toBase64(Float32Array.of(0.1, 0.6, 0.2, 0)),
  labels: [{ annotationId: 1, category: 0, box: [20, 20, 28, 30] }],
  learned: [{ row: 1, label: 0, fit: 0.8, reached: 0.8 }],
  suppression: { iouLimit: 0.6, confidence: 0.005, steps: [] },
  found: [{ row: 1, category: 0, score: 0.6, box: [20, 20, 28, 28] }],
})
const sliding = unpack(explanation({ detector: 'sliding-window', objectIou: 0.5 })) as WindowInside
const crops = unpack(explanation({ detector: 'rcnn', objectIou: 0.5, offsetScales: [0.1, 0.1, 0.2, 0.2] }))
const sceneOf = (layer: 'heat' | 'cells' | 'learned' | 'raw', at: { x: number; y: number } | null = null) =>
  insideScene(layer, {
    inside: sliding,
    view: { ...firstView, at },
    confidence: 0.25,
    categories: [],
    activation: null,
  })

describe('a look into windows', () => {
  it('finds of each size the window nearest to a point, and none of an empty place', () => {
    // In the image the middles are at (8, 8), (48, 48) and (32, 32).
    expect(windowsAt(sliding, { ...firstView, at: { x: 10, y: 20 } })).toEqual([0, 2])
    expect(windowsAt(sliding, { ...firstView, at: { x: 60, y: 40 } })).toEqual([1, 2])
    expect(windowRows(sliding)).toEqual([0, 1, 2])
    // The surest detection lies around (48, 48).
    expect(windowsAt(sliding, { ...firstView, at: null })).toEqual([1, 2])
  })

  it('draws the windows at the point and what the chosen one says, without any grid', () => {
    const { grid, raster, boxes } = sceneOf('cells', { x: 0, y: 0 })
    expect([grid, raster]).toEqual([null, null])
    expect(boxes.map(({ key, text }) => [key, text])).toEqual([
      ['anchor 0', '1: 8 × 8'],
      ['anchor 2', '2: 16 × 16'],
      ['row 0', 'cat 0.10'],
    ])
    expect(boxes[0]!.box).toEqual({ x1: 0, y1: 0, x2: 16, y2: 16 })
  })

  it('has no heat, and draws the detections alone', () => {
    const { raster, grid, boxes } = sceneOf('heat')
    expect([raster, grid, boxes.map(({ key }) => key)]).toEqual([null, null, ['row 1']])
  })

  it('draws what learns a label, and the raw scores', () => {
    expect(sceneOf('learned').boxes.map(({ key }) => key)).toEqual(['cell 1', 'label 0', 'anchor 1', 'row 1'])
    expect(sceneOf('raw').boxes.map(({ key }) => key)).toEqual(['row 1'])
  })

  it('says that a window is where it is, and how a proposal is moved', () => {
    expect(boxFormula(sliding, 1)).toEqual(['x = 24, y = 24', 'w = 8, h = 8'])
    // 0.1 · 5 · 8 = 4 to the right.
    expect(boxFormula(crops, 1)[0]).toBe('x = px + 0.1·tx · pw = 24 + 0.1·5 · 8 = 28')
    expect(learnedFormula(sliding, sliding.learned[0]!)[1]).toBe('= 0.800 ≥ 0.5')
  })
})
