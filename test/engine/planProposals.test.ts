import { expect, it } from 'vitest'
import { type Detected, planProposals } from '../../main/engine/planProposals.ts'
import { type Annotation, blankAnnotation, type Proposal } from '../../shared/model.ts'

type Corners = readonly [x1: number, y1: number, x2: number, y2: number]
const box = ([x1, y1, x2, y2]: Corners) => ({ x1, y1, x2, y2 })
const found = (corners: Corners, score: number, categoryId = 1): Detected => ({ ...box(corners), score, categoryId })
const labelled = (corners: Corners, facts: Partial<Annotation> = {}): Annotation => ({
  ...{ id: 1, imageId: 1, categoryId: 1, ...box(corners), ...blankAnnotation, updatedAt: 0 },
  ...facts,
})
const proposed = (id: number, corners: Corners, state: Proposal['state']): Proposal => ({
  ...{ id, imageId: 1, categoryId: 1, ...box(corners), score: 0.5, model: 'm', runId: null, state },
  ...{ annotationId: null, proposedAt: 0 },
})
const nothing = { annotations: [], proposals: [] }

it('what is labelled is not proposed: same class, overlap from the threshold on', () => {
  // 10 x 10 shifted by 3: intersection 70, union 130, IoU 0.538.
  const detected = [found([3, 0, 13, 10], 0.9)]
  const now = { ...nothing, annotations: [labelled([0, 0, 10, 10])] }
  expect(planProposals(detected, now, 0.5)).toMatchObject({ fresh: [], present: 1 })
  expect(planProposals(detected, now, 0.55)).toMatchObject({ fresh: detected, present: 0 })
})

it('a label of another class stands beside a proposal; an ignore region swallows any that lies mostly in it', () => {
  const detected = [found([0, 0, 10, 10], 0.9)]
  const other = { ...nothing, annotations: [labelled([0, 0, 10, 10], { categoryId: 2 })] }
  expect(planProposals(detected, other, 0.5).fresh).toEqual(detected)
  const region = (x2: number) => labelled([0, 0, x2, 100], { categoryId: null, ignore: true })
  expect(planProposals(detected, { ...nothing, annotations: [region(6)] }, 0.5).fresh).toEqual([])
  expect(planProposals(detected, { ...nothing, annotations: [region(4)] }, 0.5).fresh).toEqual(detected)
})

it('what a person rejected is not proposed again; open proposals give way, accepted ones stay', () => {
  const now = {
    ...nothing,
    proposals: [
      proposed(1, [0, 0, 10, 10], 'rejected'),
      proposed(2, [50, 50, 60, 60], 'open'),
      proposed(3, [80, 80, 90, 90], 'accepted'),
    ],
  }
  const again = found([1, 0, 11, 10], 0.8)
  const fresh = found([50, 50, 61, 60], 0.7)
  const plan = planProposals([again, fresh], now, 0.5)
  expect(plan).toEqual({ fresh: [fresh], replacedIds: [2], present: 0, rejectedBefore: 1 })
})

it('of two boxes that became one class over the same object only the surer is proposed', () => {
  const weak = found([0, 0, 10, 10], 0.4)
  const sure = found([0, 0, 11, 10], 0.6)
  expect(planProposals([weak, sure], nothing, 0.5).fresh).toEqual([sure])
  expect(planProposals([weak, { ...sure, categoryId: 2 }], nothing, 0.5).fresh).toHaveLength(2)
})
