import { describe, expect, it } from 'vitest'
import type { CropItem } from '../../../renderer/results/cropItems.ts'
import { acceptFix, canAccept, editFix, ignoreFix } from '../../../renderer/results/fixes.ts'
import { type Annotation, blankAnnotation } from '../../../shared/model.ts'

const image = { id: 5, path: 'a.jpg', width: 100, height: 80, split: 'test' } as const
const label = { id: 11, categoryId: 1, box: { x1: 10, y1: 10, x2: 30, y2: 30 } }
const detected = { id: 21, categoryId: 2, box: { x1: 12, y1: -3, x2: 120, y2: 30 }, score: 0.8 }
const itemOf = (change: Partial<CropItem>): CropItem => ({
  key: '11:21',
  kind: 'swapped',
  image,
  label,
  detected,
  other: null,
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

const labels = { annotations: [{ ...annotation, id: 12 }, annotation], newId: 99, now: 1234 }
const alone = { label: null, iou: null, kind: 'overlooked' } as const

describe('accepting the word of the model', () => {
  it('changes the class of a swapped label and nothing else', () => {
    expect(acceptFix(itemOf({}), labels)).toEqual({ before: annotation, after: { ...annotation, categoryId: 2 } })
  })

  it('moves a badly located box, cut at the edges of the picture, and nothing else', () => {
    expect(acceptFix(itemOf({ kind: 'located' }), labels)).toEqual({
      before: annotation,
      after: { ...annotation, x1: 12, y1: 0, x2: 100, y2: 30 },
    })
  })

  it('takes a duplicate away', () => {
    expect(acceptFix(itemOf({ kind: 'duplicate', detected: null }), labels)).toEqual({
      before: annotation,
      after: null,
    })
  })

  it('adds a box where nothing was labelled, cut at the edges of the picture', () => {
    expect(acceptFix(itemOf(alone), labels)).toEqual({
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
    })
  })

  it('says so when the label is gone or locked', () => {
    expect(() => acceptFix(itemOf({}), { ...labels, annotations: [] })).toThrow(/removed from a\.jpg/)
    const locked = { ...labels, annotations: [{ ...annotation, locked: true }] }
    expect(() => acceptFix(itemOf({}), locked)).toThrow(/locked/)
  })

  it('is offered only where the model says something, in a class that still exists', () => {
    const known = new Set([1, 2])
    expect(canAccept(itemOf({}), known)).toBe(true)
    expect(canAccept(itemOf(alone), known)).toBe(true)
    expect(canAccept(itemOf({ kind: 'unseen', detected: null }), known)).toBe(false)
    expect(canAccept(itemOf({ kind: 'duplicate', detected: null }), known)).toBe(true)
    expect(canAccept(itemOf({}), new Set([1]))).toBe(false)
  })
})

describe('other decisions', () => {
  it('make an ignore region of the label, or of what the model sees', () => {
    expect(ignoreFix(itemOf({}), labels)).toEqual({ before: annotation, after: { ...annotation, ignore: true } })
    expect(ignoreFix(itemOf(alone), labels).after).toMatchObject({
      id: 99,
      categoryId: 2,
      ignore: true,
      origin: 'human',
    })
  })

  it('take the box as a person drew it, cut at the edges', () => {
    const box = { x1: 50, y1: 50, x2: 90, y2: 95 }
    expect(editFix(itemOf({}), box, labels)).toEqual({
      before: annotation,
      after: { ...annotation, x1: 50, y1: 50, x2: 90, y2: 80 },
    })
    expect(editFix(itemOf(alone), box, labels).after).toMatchObject({ id: 99, categoryId: 2, y2: 80, origin: 'human' })
  })
})
