import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import '../../../renderer/i18n.ts'
import {
  combineObstacle,
  fusionOf,
  isFusionNumber,
  usualFusion,
  weightOf,
} from '../../../renderer/train/ensembles/fusionDraft.ts'
import type { Run } from '../../../shared/reports.ts'

const runOf = (id: number, change: Partial<Run> = {}) =>
  ({ id, name: 'yolo 320', bestEpoch: 3, ensemble: null, categories: [{ id: 1 }, { id: 2 }], ...change }) as Run

const obstacle = (...runs: readonly Run[]) => combineObstacle(i18next.t, runs)

describe('runs that are to answer as one', () => {
  it('may have their classes in another order, but not other classes', () => {
    expect(obstacle(runOf(1), runOf(2, { categories: [{ id: 2 }, { id: 1 }] as Run['categories'] }))).toBeNull()
    expect(obstacle(runOf(1), runOf(2, { categories: [{ id: 1 }] as Run['categories'] }))).toBe(
      '#1 yolo 320 and #2 yolo 320 were trained with different classes, so their boxes cannot be joined.',
    )
  })

  it('have weights of their own, and are no ensemble', () => {
    expect(obstacle(runOf(1), runOf(2, { bestEpoch: null }))).toBe('#2 yolo 320 has no weights yet.')
    const ensemble = { method: 'chosen', size: 1, fusion: fusionOf(usualFusion)!, members: [] } as const
    expect(obstacle(runOf(1), runOf(2, { ensemble: { ...ensemble, members: [] } }))).toMatch(/^#2 .* ensemble itself/)
  })
})

describe('fusion as typed', () => {
  it('is what the engine takes, or nothing', () => {
    expect(fusionOf(usualFusion)).toEqual({ method: 'boxes', iou: 0.55, leastVotes: 0.5 })
    expect(fusionOf({ ...usualFusion, iou: '' })).toBeNull()
    expect([isFusionNumber('iou', '0.96'), isFusionNumber('iou', ' 0.6 '), isFusionNumber('leastVotes', 'x')]).toEqual([
      ...[false, true, false],
    ])
  })

  it('takes weights above zero', () => {
    expect(['2', '0.5', '0', '-1', '', 'x', 'Infinity'].map(weightOf)).toEqual([2, 0.5, null, null, null, null, null])
  })
})
