/** A look into an SSD: default boxes, a softmax with background, and the background boxes that learn. */
import { describe, expect, it } from 'vitest'
import {
  boxFormula,
  learnedFormula,
  negativeFormula,
  scoreFormula,
} from '../../../../renderer/results/pictures/inside/formulas.ts'
import type { GridInside } from '../../../../renderer/results/pictures/inside/inside.ts'
import { strideOf, unpack } from '../../../../renderer/results/pictures/inside/inside.ts'
import { chosenNegative, fittedTo } from '../../../../renderer/results/pictures/inside/insideChoice.ts'
import { insideScene } from '../../../../renderer/results/pictures/inside/insideScene.ts'
import { stepBy } from '../../../../renderer/results/pictures/inside/insideStep.ts'
import { look, useInsideView } from '../../../../renderer/results/pictures/inside/insideView.ts'
import type { Explanation } from '../../../../shared/explainCalls.ts'
import { columnsOf, firstView } from './insideParts.ts'

/** 32 pixels: 2 x 2 cells of 16 and one cell of 32, with one default box in each: 8 x 8 on the fine map, 30 x 30 on the coarse. */
const filled = columnsOf(5)
const explanation: Explanation = {
  runId: 1,
  imageId: 7,
  categories: [
    { id: 3, name: 'cat' },
    { id: 5, name: 'dog' },
  ],
  side: 32,
  layout: { kind: 'grid', cells: [2, 1], anchors: [[{ width: 8, height: 8 }], [{ width: 30, height: 30 }]] },
  family: {
    detector: 'ssd',
    objectIou: 0.5,
    offsetScales: [0.1, 0.1, 0.2, 0.2],
    negatives: [
      { row: 2, entropy: Math.log(4) },
      { row: 0, entropy: Math.log(2) },
    ],
  },
  letterbox: { scaleX: 1, scaleY: 1, offsetX: 0, offsetY: 0 },
  // Row 1: scores 0 of background, ln 1 of cat, ln 8 of dog: their sum beside background's 1 is 9.
  outputs: filled(5, { 1: [5, 0, 0, 5 * Math.log(2), Math.log(9)], 2: [0, 0, 0, 0, Math.log(3)] }),
  boxes: filled(4, { 1: [24, 0, 32, 16], 2: [4, 20, 12, 28] }),
  probabilities: filled(2, { 1: [0.1, 0.8], 2: [0.5, 0.25] }),
  labels: [{ annotationId: 1, category: 1, box: [20, 4, 28, 12] }],
  learned: [
    { row: 1, label: 0, fit: 1, reached: 0.4 },
    { row: 4, label: 0, fit: 0.07, reached: 0 },
  ],
  suppression: { iouLimit: 0.6, confidence: 0.005, steps: [] },
  found: [],
}
const inside = unpack(explanation) as GridInside
const learnedBoxes = (row: number | null) =>
  insideScene('learned', { inside, view: { ...firstView, row }, confidence: 0.25, categories: [], activation: null })
    .boxes

describe('a look into an SSD', () => {
  it('has the softmax with its background in numbers', () => {
    expect(scoreFormula(inside, 1)).toEqual([
      'S = Σₖ e^(sₖ − s₀) = 9',
      '1 − p₀ = S / (1 + S) = 9 / (1 + 9) = 0.900',
      'p(dog) = e^(s − s₀) / (1 + S) = 8 / (1 + 9) = 0.800',
    ])
  })

  it('moves a default box by parts of its sides', () => {
    // Cell 1, 0: middle (24, 8). 0.1 · 5 · 8 = 4 to the right; e^(0.2 · 5 ln 2) = 2.
    expect(boxFormula(inside, 1)).toEqual([
      'x = (cx + 0.5) · s + 0.1·tx · aw = 24 + 0.1·5 · 8 = 28',
      'y = (cy + 0.5) · s + 0.1·ty · ah = 8 + 0.1·0 · 8 = 8',
      'w = e^(0.2·tw) · aw = e^(0.2·0) · 8 = 8',
      'h = e^(0.2·th) · ah = e^(0.2·3.47) · 8 = 16',
    ])
  })

  it('says why a default box learns a label: by its IoU, or because none is better', () => {
    expect(explanation.learned.map((each) => learnedFormula(inside, each)[1])).toEqual([
      '= 1.000 > 0.5',
      '= 0.070 ≤ 0.5, = max',
    ])
  })

  it('draws the hard negatives beneath the labels, and one that is chosen with what it says and costs', () => {
    expect(learnedBoxes(null).map(({ key }) => key)).toEqual([
      ...['negative 2', 'negative 0'],
      ...['cell 1', 'cell 4', 'label 0', 'anchor 1', 'row 1'],
    ])
    expect(learnedBoxes(2).map(({ key }) => key)).toEqual(['negative 2', 'negative 0', 'label 0', 'anchor 2', 'row 2'])
    // −ln ¼
    expect(negativeFormula(chosenNegative(inside, { ...firstView, row: 2 })!.entropy)).toEqual([
      'L = −ln p₀ = −ln 0.250 = 1.386',
    ])
  })

  it('goes on to the next label from a hard negative that was chosen', () => {
    look({ label: 0, row: 2 })
    const next: Explanation['labels'][number] = { annotationId: 2, category: 0, box: [0, 16, 8, 24] }
    const labelled = unpack({ ...explanation, labels: [...explanation.labels, next] })
    const looked = { inside: labelled, view: useInsideView.getState(), confidence: 0.25 }
    stepBy(1, 'learned', { ...looked, categories: [], activation: null })
    expect(useInsideView.getState()).toMatchObject({ label: 1, row: null })
  })
})

describe('what was chosen on a run with more maps and classes', () => {
  it('is brought to what this one has', () => {
    expect(fittedTo(inside, { ...firstView, scale: 6, heat: 4 })).toMatchObject({
      scale: 1,
      heat: 'objectness',
    })
    expect(fittedTo(inside, { ...firstView, scale: 1, heat: 1 })).toMatchObject({ scale: 1, heat: 1 })
    expect(strideOf(inside, 1)).toBe(32)
  })
})
