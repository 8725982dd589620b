/** Weighted boxes fusion against figures worked out by hand, and against the authors' package (scripts/reference/weightedBoxes.py). */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fuseWeightedBoxes } from '../../../main/engine/ensemble/weightedBoxes.ts'
import { answer, boxesOf, type Seen } from '../../support/memberAnswers.ts'

type Found = {
  readonly boxes: readonly Seen['box'][]
  readonly scores: readonly number[]
  readonly labels: readonly number[]
}
type Case = {
  readonly weights: readonly number[]
  readonly iou: number
  readonly members: readonly Found[]
  readonly expected: Found
}
const reference: { readonly classes: number; readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(new URL('../../fixtures/weightedBoxes.json', import.meta.url), 'utf8'),
)

const seen = ({ boxes, scores, labels }: Found): Seen[] =>
  boxes.map((box, place) => ({ box, score: scores[place]!, category: labels[place]! }))

describe('weighted boxes', () => {
  it('put the mean of all in the place of what overlaps, weighed by confidence', () => {
    // IoU of the two: 80 / 120 = 0.67. Edges: (0.6 * 0 + 0.3 * 2) / 0.9 = 2/3 and (0.6 * 10 + 0.3 * 12) / 0.9 = 32/3.
    const first = answer([{ box: [0, 0, 10, 10], score: 0.6 }])
    const second = answer([{ box: [2, 0, 12, 10], score: 0.3 }])
    const [fused, ...others] = fuseWeightedBoxes(boxesOf([first, second]), { iou: 0.55, members: 2, weights: 2 })
    expect(others).toEqual([])
    expect(fused!.box[0]).toBeCloseTo(2 / 3, 5)
    expect(fused!.box[2]).toBeCloseTo(32 / 3, 5)
    expect(fused!.box[1]).toBe(0)
    // Both saw it: the mean of 0.6 and 0.3.
    expect(fused!.score).toBeCloseTo(0.45, 5)
  })

  it('are less sure of what only one of three members saw', () => {
    const [fused] = fuseWeightedBoxes(
      boxesOf([answer([{ box: [0, 0, 10, 10], score: 0.9 }]), answer([]), answer([])]),
      {
        ...{ iou: 0.55, members: 3, weights: 3 },
      },
    )
    expect(fused!.score).toBeCloseTo(0.3, 5)
  })

  it('tell the mean of what the members say of every class', () => {
    const one = answer([{ box: [0, 0, 10, 10], score: 0.8, probabilities: [0.8, 0.1] }], { classes: 2 })
    const other = answer([{ box: [0, 0, 10, 10], score: 0.6, probabilities: [0.6, 0.3] }], { classes: 2 })
    const [fused] = fuseWeightedBoxes(boxesOf([one, other], 2), { iou: 0.55, members: 2, weights: 2 })
    expect(fused!.probabilities.map((value) => value.toFixed(4))).toEqual(['0.7000', '0.2000'])
    expect(fused!.score).toBe(fused!.probabilities[0])
  })

  it.each(reference.cases)('are those of the authors’ package, weights $weights, IoU $iou', (given) => {
    const { weights, iou, members, expected } = given
    const { classes } = reference
    const answers = members.map((found, place) => answer(seen(found), { weight: weights[place]!, classes }))
    const sum = weights.reduce((total, weight) => total + weight, 0)
    const fused = fuseWeightedBoxes(boxesOf(answers, classes), { iou, members: weights.length, weights: sum })
    const sorted = fused.toSorted((a, b) => b.score - a.score)
    expect(sorted).toHaveLength(expected.scores.length)
    for (const [place, { box, score, category }] of sorted.entries()) {
      expect(category).toBe(expected.labels[place])
      expect(score).toBeCloseTo(expected.scores[place]!, 5)
      for (const [side, edge] of box.entries()) expect(edge).toBeCloseTo(expected.boxes[place]![side]!, 5)
    }
  })
})
