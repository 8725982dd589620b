import { describe, expect, it } from 'vitest'
import type { CropItem } from '../../../renderer/results/cropItems.ts'
import { canAccept, drawFix, relabelFix } from '../../../renderer/results/fixes.ts'
import { type Annotation, blankAnnotation } from '../../../shared/model.ts'

const image = { id: 5, path: 'a.jpg', width: 100, height: 80, split: 'test' } as const
const label = { id: 11, categoryId: 1, box: { x1: 10, y1: 10, x2: 30, y2: 30 } }
const detected = { id: 21, categoryId: 2, box: { x1: 12, y1: -3, x2: 120, y2: 30 }, score: 0.8 }
const itemOf = (change: Partial<CropItem>): CropItem => ({
  key: '11:21',
  image,
  label,
  detected,
  iou: 0.7,
  doubt: 0,
  ...change,
})

const annotation: Annotation = {
  id: 11,
  imageId: 5,
  categoryId: 1,
  x1: 10,
  y1: 10,
  x2: 30,
  y2: 30,
  difficult: true,
  truncated: 0.2,
  occluded: null,
  ignore: false,
  origin: 'import',
  score: null,
  extras: { pose: 'Left' },
  note: 'look',
  z: 0,
  locked: false,
  dismissedChecks: [],
  copied: false,
  updatedAt: 7,
}

describe('accepting the word of the model', () => {
  it('changes the class of the label and nothing else', () => {
    const other = { ...annotation, id: 12 }

    expect(relabelFix(itemOf({}), [other, annotation])).toEqual({
      imageId: 5,
      kind: 'relabel',
      changes: [{ before: annotation, after: { ...annotation, categoryId: 2 } }],
    })
  })

  it('says so when the label is gone', () => {
    expect(() => relabelFix(itemOf({}), [])).toThrow(/removed from a\.jpg/)
  })

  it('adds a box where nothing was labelled, cut at the edges of the picture', () => {
    const { kind, imageId, changes } = drawFix(itemOf({ label: null, iou: null }), 99, 1234)

    expect({ kind, imageId }).toEqual({ kind: 'draw', imageId: 5 })
    expect(changes).toEqual([
      {
        before: null,
        after: {
          id: 99,
          imageId: 5,
          categoryId: 2,
          x1: 12,
          y1: 0,
          x2: 100,
          y2: 30,
          ...blankAnnotation,
          origin: 'model',
          score: 0.8,
          updatedAt: 1234,
        },
      },
    ])
  })

  it('is offered only where the model says something else, in a class that still exists', () => {
    const known = new Set([1, 2])

    expect(canAccept(itemOf({}), known)).toBe(true)
    expect(canAccept(itemOf({ label: null }), known)).toBe(true)
    expect(canAccept(itemOf({ detected: { ...detected, categoryId: 1 } }), known)).toBe(false)
    expect(canAccept(itemOf({ detected: null }), known)).toBe(false)
    expect(canAccept(itemOf({}), new Set([1]))).toBe(false)
  })
})
