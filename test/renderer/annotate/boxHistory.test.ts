import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import '../../../renderer/i18n.ts'
import { describeStep } from '../../../renderer/annotate/boxHistory/describeStep.ts'
import type { BoxStep } from '../../../shared/api.ts'

const step = (kind: BoxStep['kind'], was: BoxStep['was'] = {}, became: BoxStep['became'] = {}): BoxStep => ({
  ...{ id: 1, kind, imageId: 1, changes: 1, at: 0, author: 'kim', isUndone: false },
  ...{ was, became, model: null },
})
const names: Readonly<Record<number, string>> = { 1: 'car', 2: 'van' }
const said = (...given: Parameters<typeof step>) => describeStep(i18next.t, step(...given), (id) => names[id] ?? null)

describe('the history of a box says in words', () => {
  it('how it came', () => {
    expect(said('draw')).toEqual(['drawn'])
    expect(said('import')).toEqual(['imported from a file'])
    expect(said('propagate')).toEqual(['copied from another image'])
  })

  it('which class became which', () => {
    expect(said('relabel', { categoryId: 1 }, { categoryId: 2 })).toEqual(['class: car → van'])
    expect(said('change', { categoryId: null, ignore: true }, { categoryId: 1, ignore: false })).toEqual([
      'class: no class → car',
      'Ignore region: no',
    ])
  })

  it('moved as a whole, or resized by edges', () => {
    expect(said('move', { x1: 1, x2: 20 }, { x1: 4.5, x2: 23.5 })).toEqual(['moved by +3.5, 0 px'])
    expect(said('move', { x1: 9, y1: 9, x2: 20, y2: 20 }, { x1: 7, y1: 7, x2: 18, y2: 18 })).toEqual([
      'moved by −2, −2 px',
    ])
    expect(said('move', { x2: 20, y2: 20 }, { x2: 25, y2: 18 })).toEqual(['resized by +5 × −2 px'])
  })

  it('what a person said about the object', () => {
    expect(said('change', { truncated: null, note: '' }, { truncated: 0.3, note: 'behind a tree' })).toEqual([
      'Truncated: 30 %',
      'Note: “behind a tree”',
    ])
    expect(said('change', { occluded: 2, difficult: true }, { occluded: null, difficult: false })).toEqual([
      'Occluded: not stated',
      'Difficult: no',
    ])
  })

  it("that a model's proposal was accepted, that it was locked, that a finding was left", () => {
    expect(said('change', { origin: 'model', score: 0.8 }, { origin: 'human', score: null })).toEqual([
      "the model's proposal accepted",
    ])
    expect(said('change', { locked: false }, { locked: true })).toEqual(['locked'])
    expect(said('dismiss', { dismissedChecks: [] }, { dismissedChecks: ['tiny'] })).toEqual(['finding left as it is'])
  })
})
