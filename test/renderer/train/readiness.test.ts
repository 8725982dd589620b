import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import '../../../renderer/i18n.ts'
import { readinessLines } from '../../../renderer/train/readiness.ts'
import type { ReadinessItem } from '../../../shared/reports.ts'

const linesOf = (items: readonly ReadinessItem[]) => readinessLines(i18next.t, items)
const item = (
  severity: ReadinessItem['severity'],
  kind: ReadinessItem['kind'],
  values: ReadinessItem['values'] = {},
): ReadinessItem => ({ severity, kind, message: '', values })

describe('readiness for training', () => {
  it('says what is well in words, without a button', () => {
    const lines = linesOf([
      item('ok', 'labels', { boxes: 552, images: 120 }),
      item('ok', 'split', { train: 96, val: 12, test: 12, undealt: 0 }),
    ])

    expect(lines.map(({ text, mend }) => [text, mend])).toEqual([
      ['552 boxes in 120 images', null],
      ['Split 96 : 12 : 12 (train, val, test)', null],
    ])
  })

  it('puts what prevents first, with the step that mends it', () => {
    const lines = linesOf([
      item('ok', 'labels', { boxes: 1, images: 1 }),
      item('warning', 'unlabelled', { images: 5 }),
      item('block', 'split', { train: 0, val: 0, test: 0, undealt: 1 }),
    ])

    expect(lines.map(({ id, mend }) => [id, mend])).toEqual([
      ['split', 'split'],
      ['unlabelled', 'showUnlabelled'],
      ['labels', null],
    ])
  })

  it('offers to deal anew when validation images are missing', () => {
    expect(linesOf([item('warning', 'empty-part', { part: 'val' })])[0]!.mend).toBe('splitAnew')
  })

  it('names classes that are not validated, and what mends leaks and small boxes', () => {
    const lines = linesOf([
      item('warning', 'not-validated', { name: 'a' }),
      item('warning', 'not-validated', { name: 'b' }),
      item('warning', 'leaks', { leaks: 3 }),
      item('warning', 'small-boxes', { small: 4, boxes: 9, size: 320, better: 640 }),
    ])

    expect(lines.map(({ text, mend }) => [text, mend])).toEqual([
      ['3 groups of images lie in several parts, so the test would flatter.', 'mendLeaks'],
      ['4 of 9 boxes are smaller than a cell of the finest grid at 320 pixels.', 'enlarge'],
      ['Classes without a box in the validation images: a, b', 'splitAnew'],
    ])
  })

  it('does not speak of splitting where nothing is labelled', () => {
    const lines = linesOf([item('block', 'labels'), item('block', 'split')])

    expect(lines.map(({ id, mend }) => [id, mend])).toEqual([['labels', 'annotate']])
  })

  it('gathers rare classes in one line and counts those that do not fit', () => {
    const rare = Array.from({ length: 8 }, (_, place) =>
      item('warning', 'few-boxes', { name: `c${place}`, boxes: place }),
    )

    const [line] = linesOf(rare)

    expect(line!.text).toBe(
      'Classes with so few boxes are hardly learned: c0 (0), c1 (1), c2 (2), c3 (3), c4 (4), c5 (5), 2 more',
    )
  })
})
