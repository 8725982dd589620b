import { describe, expect, it } from 'vitest'
import { type Doubt, decisionFinder, decisionOn } from '../../../../shared/metrics/suspects/decided.ts'
import type { Decision } from '../../../../shared/suspectCalls.ts'
import { car, van } from '../../../support/suspectData.ts'

const square = (x: number, side = 20) => ({ x1: x, y1: 0, x2: x + side, y2: side })
const doubt: Doubt = {
  kind: 'swapped',
  imageId: 7,
  label: { id: 3, categoryId: car, box: square(100) },
  detection: { id: 50, categoryId: van, box: square(102) },
  other: null,
}
const kept: Decision = { id: 1, imageId: 7, decidedAt: 1, ...decisionOn(doubt, 'kept') }
const find = decisionFinder([kept])

describe('a decision', () => {
  it('answers the doubt it was about', () => {
    expect(find(doubt)).toBe(kept)
  })

  it('answers it for another model that says the same', () => {
    // 18 of 22 pixels overlap: 0.82.
    expect(find({ ...doubt, detection: { id: 900, categoryId: van, box: square(104) } })).toBe(kept)
  })

  it.each<[string, Doubt]>([
    ['the label got another class', { ...doubt, label: { ...doubt.label!, categoryId: van } }],
    ['the label was moved', { ...doubt, label: { ...doubt.label!, box: square(103) } }],
    ['the model says another class', { ...doubt, detection: { ...doubt.detection!, categoryId: 3 } }],
    ['the model sees it elsewhere', { ...doubt, detection: { ...doubt.detection!, box: square(115) } }],
    ['the model no longer sees it', { ...doubt, detection: null }],
    ['it is about another kind of error', { ...doubt, kind: 'located' }],
    ['it is about another label', { ...doubt, label: { ...doubt.label!, id: 4 } }],
    ['it is in another image', { ...doubt, imageId: 8 }],
  ])('does not when %s', (_, other) => {
    expect(find(other)).toBeNull()
  })

  it('about two labels of one thing does not ask what the model says', () => {
    const twins: Doubt = { ...doubt, kind: 'duplicate', other: { id: 5, categoryId: car, box: square(101) } }
    const decision: Decision = { id: 2, imageId: 7, decidedAt: 1, ...decisionOn(twins, 'kept') }
    expect(decisionFinder([decision])({ ...twins, detection: null })).toBe(decision)
  })

  it('counts as the last one says', () => {
    // Ignored, and yet it is found: somebody took the ignoring back.
    const later: Decision = { ...kept, id: 2, verdict: 'ignored' }
    expect(decisionFinder([kept, later])(doubt)).toBeNull()
    const again: Decision = { ...kept, id: 3 }
    expect(decisionFinder([kept, later, again])(doubt)).toBe(again)
  })
})
