/** A look into a detector of two stages: anchors propose, and only what was proposed is judged. */
import { expect, it } from 'vitest'
import { boxFormula, learnedFormula, scoreFormula } from '../../../../renderer/results/pictures/inside/formulas.ts'
import { isJudged, unpack } from '../../../../renderer/results/pictures/inside/inside.ts'
import { insideScene, rawRows } from '../../../../renderer/results/pictures/inside/insideScene.ts'
import type { Explanation } from '../../../../shared/explainCalls.ts'
import { columnsOf, firstView } from './insideParts.ts'

/** 2 x 2 cells of 16 pixels with one anchor of 10 x 20 each; row 1 and row 3 were proposed, row 2 was not. */
const filled = columnsOf(4)
const explanation: Explanation = {
  runId: 1,
  imageId: 7,
  categories: [
    { id: 3, name: 'cat' },
    { id: 5, name: 'dog' },
  ],
  side: 32,
  layout: { kind: 'grid', cells: [2], anchors: [[{ width: 10, height: 20 }]] },
  letterbox: { scaleX: 1, scaleY: 1, offsetX: 0, offsetY: 0 },
  // ln 9 is the logit of 0.9, ln 3 that of 0.75; tw = 5 ln 2 doubles a side.
  outputs: filled(5, {
    1: [2, 0, 5 * Math.log(2), 0, Math.log(9)],
    2: [0, 0, 0, 0, 0],
    3: [0, 0, 0, 0, Math.log(3)],
  }),
  boxes: filled(4, { 1: [10, 0, 30, 18], 2: [3, 14, 13, 32], 3: [18, 14, 30, 32] }),
  probabilities: filled(2, { 1: [0.1, 0.8], 3: [0.2, 0.1] }),
  family: {
    detector: 'faster-rcnn',
    objectIou: 0.7,
    offsetScales: [0.1, 0.1, 0.2, 0.2],
    proposals: [
      { row: 1, box: [12, 0, 32, 18], shows: { label: 0, iou: 0.8 } },
      { row: 3, box: [19, 14, 29, 32], shows: null },
    ],
    regionIou: 0.5,
  },
  labels: [],
  learned: [
    { row: 1, label: 0, fit: 0.75, reached: 0.8 },
    { row: 3, label: 0, fit: 0.4, reached: 0.3 },
  ],
  suppression: { iouLimit: 0.6, confidence: 0.005, steps: [] },
  found: [],
}
const inside = unpack(explanation)
const looked = {
  inside,
  view: { ...firstView, cell: { x: 0, y: 1 } },
  confidence: 0.25,
  categories: [],
  activation: null,
} as const

it('the score of an anchor is what the second stage says, and of one that was not proposed there is none', () => {
  expect(scoreFormula(inside, 1)).toEqual(['σ(tₒ) = 1 / (1 + e^−tₒ) = σ(2.2) = 0.900', 'p(dog) = softmax(…) = 0.800'])
  expect(scoreFormula(inside, 2)).toEqual(['σ(tₒ) = 1 / (1 + e^−tₒ) = σ(0) = 0.500'])
  expect([isJudged(inside, 1), isJudged(inside, 2)]).toEqual([true, false])
})

it('an anchor is moved by parts of its sides and stretched by powers', () => {
  // Cell 1, 0: middle (24, 8). 0.1 · 2 · 10 = 2 to the right; e^(0.2 · 5 ln 2) = 2.
  expect(boxFormula(inside, 1)).toEqual([
    'x = (cx + 0.5) · s + 0.1·tx · aw = 24 + 0.1·2 · 10 = 26',
    'y = (cy + 0.5) · s + 0.1·ty · ah = 8 + 0.1·0 · 20 = 8',
    'w = e^(0.2·tw) · aw = e^(0.2·3.47) · 10 = 20',
    'h = e^(0.2·th) · ah = e^(0.2·0) · 20 = 20',
  ])
})

it('an anchor learns by its IoU, or because none is better', () => {
  expect(
    learnedFormula(
      { ...inside, labels: [{ annotationId: 1, category: 0, box: [0, 0, 8, 8] }] },
      explanation.learned[0]!,
    )[1],
  ).toBe('= 0.750 ≥ 0.7')
  expect(
    learnedFormula(
      { ...inside, labels: [{ annotationId: 1, category: 0, box: [0, 0, 8, 8] }] },
      explanation.learned[1]!,
    )[1],
  ).toBe('= 0.400 < 0.7, = max')
})

it('raw are the proposals with how sure the first stage is of them, where they were proposed', () => {
  expect(rawRows(inside, 0.8).map(({ row }) => row)).toEqual([1])
  const { boxes } = insideScene('raw', looked)
  // The surest lies on top.
  expect(boxes.map(({ key, text, box }) => [key, text, box.x1, box.x2])).toEqual([
    ['row 3', '0.75', 19, 29],
    ['row 1', '0.90', 12, 32],
  ])
})

it('the box of an anchor that was not proposed has no class', () => {
  const said = insideScene('cells', looked).boxes.at(-1)!
  expect([said.key, said.text]).toEqual(['row 2', null])
  expect(said.box).toEqual({ x1: 3, y1: 14, x2: 13, y2: 32 })
})

it('an anchor that learns a label and proposes it too is looked at in one stage or the other', () => {
  const labelled = unpack({ ...explanation, labels: [{ annotationId: 1, category: 1, box: [19, 0, 29, 18] }] })
  const startOf = (change: { readonly row: number | null; readonly region: number | null }) =>
    insideScene('learned', { ...looked, inside: labelled, view: { ...looked.view, ...change } }).boxes.find(
      ({ key }) => key === 'anchor 1',
    )!.box
  // Of 10 x 20 around the middle of cell 1, 0; and what it proposed.
  expect(startOf({ row: 1, region: null })).toEqual({ x1: 19, y1: -2, x2: 29, y2: 18 })
  expect(startOf({ row: null, region: 1 })).toEqual({ x1: 12, y1: 0, x2: 32, y2: 18 })
})
