import { describe, expect, it } from 'vitest'
import {
  boxFormula,
  learnedFormula,
  overlapFormula,
  scoreFormula,
} from '../../../../renderer/results/pictures/inside/formulas.ts'
import {
  boxOfRow,
  type GridInside,
  heatOf,
  placeOf,
  referenceBoxOf,
  rowsOfCell,
  stepsAbove,
  unpack,
  verdictOf,
} from '../../../../renderer/results/pictures/inside/inside.ts'
import { chosenCell, chosenRow, chosenStep } from '../../../../renderer/results/pictures/inside/insideChoice.ts'
import { type InsideLayer, insideScene, rawRows } from '../../../../renderer/results/pictures/inside/insideScene.ts'
import type { Explanation } from '../../../../shared/explainCalls.ts'
import { columnsOf, firstView } from './insideParts.ts'

/**
 * A network input of 32 pixels over an image of 64 x 32: half as large, eight pixels of grey above and below. Scales of 16 and
 * 32 pixels: 2 x 2 cells with two anchors, 1 cell with two; ten rows.
 */
const filled = columnsOf(10)
const explanation: Explanation = {
  runId: 1,
  imageId: 7,
  categories: [
    { id: 3, name: 'cat' },
    { id: 5, name: 'dog' },
  ],
  side: 32,
  layout: {
    kind: 'grid',
    cells: [2, 1],
    anchors: [
      [
        { width: 8, height: 4 },
        { width: 4, height: 8 },
      ],
      [
        { width: 20, height: 20 },
        { width: 30, height: 10 },
      ],
    ],
  },
  letterbox: { scaleX: 0.5, scaleY: 0.5, offsetX: 0, offsetY: 8 },
  // ln 3 is the logit of 0.75, ln 9 that of 0.9.
  outputs: filled(5, { 2: [Math.log(3), 0, 0, 0, Math.log(9)], 3: [0, 0, 0, 0, Math.log(3)], 9: [0, 0, 0, 0, 0] }),
  boxes: filled(4, { 2: [20, 8, 28, 12], 3: [20, 8, 28, 16], 9: [1, 11, 31, 21] }),
  probabilities: filled(2, { 2: [0.09, 0.81], 3: [0.15, 0.6], 9: [0.3, 0.1] }),
  family: { detector: 'yolo', ratioLimit: 4 },
  labels: [{ annotationId: 11, category: 1, box: [20, 8, 28, 16] }],
  learned: [
    { row: 2, label: 0, fit: 0.5, reached: 0.5 },
    { row: 9, label: 0, fit: 0.176, reached: 0.2 },
  ],
  suppression: {
    iouLimit: 0.4,
    confidence: 0.005,
    steps: [
      { row: 2, category: 1, score: 0.81, by: null, iou: null },
      { row: 3, category: 1, score: 0.6, by: 0, iou: 0.5 },
      { row: 9, category: 0, score: 0.3, by: null, iou: null },
    ],
  },
  found: [
    { row: 2, category: 1, score: 0.81, box: [20, 8, 28, 13] },
    { row: 9, category: 0, score: 0.25, box: [1, 11, 31, 21] },
  ],
}
const inside = unpack(explanation) as GridInside
const view = { ...firstView, rawScore: 0.1 }
const categories = [3, 5].map((id, position) => ({ id, name: `class ${id}`, color: '#112233', hotkey: null, position }))
const sceneAt = (layer: InsideLayer, change: object = {}, confidence = 0.1) =>
  insideScene(layer, { inside, view: { ...view, ...change }, confidence, categories, activation: null })

describe('the inside of a detector', () => {
  it('knows scale, cell and anchor of a row, and the rows of a cell', () => {
    expect(placeOf(inside, 3)).toEqual({ scale: 0, cell: { x: 1, y: 0 }, anchor: 1, size: { width: 4, height: 8 } })
    expect(placeOf(inside, 9)).toMatchObject({ scale: 1, cell: { x: 0, y: 0 }, anchor: 1 })
    expect(rowsOfCell(inside, 0, { x: 1, y: 0 })).toEqual([2, 3])
    expect(rowsOfCell(inside, 0, { x: 0, y: 1 })).toEqual([4, 5])
  })

  it('puts boxes and anchors where they lie in the image', () => {
    // Twice as large, without the eight pixels of grey above.
    expect(boxOfRow(inside, 3)).toEqual({ x1: 40, y1: 0, x2: 56, y2: 16 })
    // 8 x 4 around the middle (24, 8) of cell 1, 0.
    expect(referenceBoxOf(inside, 2)).toEqual({ x1: 40, y1: -4, x2: 56, y2: 4 })
    expect(inside.area).toEqual({ x1: 0, y1: -16, x2: 64, y2: 48 })
  })

  it('takes the score apart into objectness and class', () => {
    expect(verdictOf(inside, 2)).toEqual({
      objectness: expect.closeTo(0.9),
      category: 1,
      ofClass: expect.closeTo(0.9),
      score: expect.closeTo(0.81),
    })
  })

  it('gives each cell the most of its anchors', () => {
    // A logit of 0 is 0.5.
    expect([...heatOf(inside, 0, null)]).toEqual([0.5, 0.9, 0.5, 0.5].map((value) => expect.closeTo(value)))
    expect([...heatOf(inside, 0, 1)]).toEqual([0, 0.81, 0, 0].map((value) => expect.closeTo(value)))
    expect([...heatOf(inside, 1, 0)]).toEqual([expect.closeTo(0.3)])
  })

  it('counts as candidates what is above the confidence', () => {
    expect(stepsAbove(inside, 0.3).map(({ row }) => row)).toEqual([2, 3])
    expect(stepsAbove(inside, 0.9)).toEqual([])
  })
})

describe('what is chosen where nothing was', () => {
  it('is the surest, as far as the scale and the confidence have it', () => {
    expect(chosenCell(inside, view)).toEqual({ x: 1, y: 0 })
    expect(chosenRow(inside, view, 0.1)).toBe(2)
    expect(chosenRow(inside, { ...view, row: 3 }, 0.1)).toBe(2)
    expect(chosenRow(inside, { ...view, row: 9 }, 0.1)).toBe(9)
    expect(chosenRow(inside, view, 0.95)).toBeNull()
    expect(chosenStep(inside, { ...view, step: 99 }, 0.1)).toBe(2)
  })
})

describe('the formulas', () => {
  it('have the numbers of the picture', () => {
    expect(scoreFormula(inside, 2)).toEqual([
      'σ(tₒ) = 1 / (1 + e^−tₒ) = σ(2.2) = 0.900',
      'p(dog) = 0.900',
      'σ(tₒ) · p(dog) = 0.900 · 0.900 = 0.810',
    ])
    // (2 · 0.75 − 0.5 + 1) · 16 = 32; (2 · 0.5)² · 8 = 8.
    expect(boxFormula(inside, 2)[0]).toBe('x = (2σ(tx) − 0.5 + cx) · s = (2σ(1.1) − 0.5 + 1) · 16 = 32')
    expect(boxFormula(inside, 2)[2]).toBe('w = (2σ(tw))² · aw = (2σ(0))² · 8 = 8')
    // Label 8 x 8, anchor 8 x 4: heights differ by 2, shared 32 of 64 + 32 - 32.
    expect(learnedFormula(inside, explanation.learned[0]!)).toEqual([
      'max(w/aw, aw/w, h/ah, ah/h) = 2 < 4',
      'IoU = 32 / (64 + 32 − 32) = 0.500',
    ])
    expect(overlapFormula(inside, 3, 2)[1]).toBe('= 32 / (64 + 32 − 32) = 0.500 > 0.4')
  })
})

describe('what is drawn', () => {
  it('of the heat: the chosen scale with its grid, and the detections that stayed', () => {
    const { raster, grid, boxes } = sceneAt('heat')
    expect([raster?.cells, grid?.cells]).toEqual([2, 2])
    expect(boxes.map(({ key }) => key)).toEqual(['row 2', 'row 9', 'cell 2'])
    // Where the candidates voted it to be, not where its own anchor says.
    expect(boxes[0]!.box).toEqual({ x1: 40, y1: 0, x2: 56, y2: 10 })
  })

  it('of a cell: its anchors, differing by their dashes, and what the chosen one says', () => {
    const { boxes } = sceneAt('cells', { anchor: 1 })
    expect(boxes.map(({ key, text }) => [key, text])).toEqual([
      ['cell 3', null],
      ['anchor 2', '1: 8 × 4'],
      ['anchor 3', '2: 4 × 8'],
      ['row 3', 'dog 0.60'],
    ])
    expect(boxes[1]!.dash).not.toEqual(boxes[2]!.dash)
  })

  it('of learning: the label, the cells that learn it, the anchor that fits best, and what it says', () => {
    expect(sceneAt('learned').boxes.map(({ key }) => key)).toEqual(['cell 2', 'cell 9', 'label 0', 'anchor 2', 'row 2'])
    expect(sceneAt('learned', { row: 9 }).boxes.map(({ key }) => key)).toContain('anchor 9')
  })

  it('of raw boxes: all of at least the score, the surest on top', () => {
    expect(rawRows(inside, 0.3).map(({ row }) => row)).toEqual([2, 3, 9])
    expect(sceneAt('raw', { rawScore: 0.5 }).boxes.map(({ key }) => key)).toEqual(['row 3', 'row 2'])
  })

  it('of suppression: what goes and what it gives way to lie on top, what comes later is faint', () => {
    const { boxes } = sceneAt('suppression', { step: 1 })
    expect(boxes.map(({ key }) => key)).toEqual(['step 2', 'step 0', 'step 1'])
    expect(boxes.map(({ text }) => text)).toEqual([null, '#1 dog 0.81', '#2 dog 0.60'])
    expect(boxes[0]!.opacity).toBeLessThan(1)
  })
})
