/** Decisions about suspects in the project file: kept with the change they are, undone and redone with it. */
import { describe, expect, it } from 'vitest'
import type { NewDecision } from '../../shared/suspectCalls.ts'
import { drawn, labelled } from '../support/labelled.ts'

const word = { categoryId: 2, x1: 10, y1: 10, x2: 30, y2: 30 }
const decisionOf = (annotationId: number, change: Partial<NewDecision> = {}): NewDecision => ({
  kind: 'swapped',
  verdict: 'kept',
  annotationId,
  otherId: null,
  label: { ...word, categoryId: 1 },
  word,
  ...change,
})

describe('decisions', () => {
  it('are remembered, undone and redone', async () => {
    const engine = await labelled()
    const [imageId] = engine.imageIds
    const box = await drawn(engine, imageId, engine.car, [10, 10, 30, 30])
    const decision = decisionOf(box.id)
    await engine.call('suspects.decide', { steps: [{ imageId, changes: [], decision }] })
    expect(await engine.call('suspects.decisions', {})).toMatchObject([{ id: 1, imageId, ...decision }])
    expect(await engine.call('history.undo', { imageId })).toMatchObject({ kind: 'judge', imageIds: [imageId] })
    expect(await engine.call('suspects.decisions', {})).toEqual([])
    await engine.call('history.redo', { imageId })
    expect(await engine.call('suspects.decisions', {})).toMatchObject([{ id: 1, ...decision }])
  })

  it('and the labels they change are one step over several images', async () => {
    const engine = await labelled()
    const [a, b] = engine.imageIds
    const [first, second] = [
      await drawn(engine, a, engine.car, [10, 10, 30, 30]),
      await drawn(engine, b, engine.car, [10, 10, 30, 30]),
    ]
    const steps = [first, second].map((box) => ({
      imageId: box.imageId,
      changes: [{ before: box, after: { ...box, categoryId: engine.van } }],
      decision: decisionOf(box.id, { verdict: 'accepted' }),
    }))
    await engine.call('suspects.decide', { steps })
    const classes = async () =>
      (await engine.call('annotations.ofImages', { imageIds: [a, b] })).map(({ categoryId }) => categoryId)
    expect(await classes()).toEqual([engine.van, engine.van])
    expect(await engine.call('suspects.decisions', {})).toHaveLength(2)
    await engine.call('history.undo', {})
    expect(await classes()).toEqual([engine.car, engine.car])
    expect(await engine.call('suspects.decisions', {})).toEqual([])
  })

  it('are not kept when a label is gone: nothing of the step is', async () => {
    const engine = await labelled()
    const [imageId, other] = engine.imageIds
    const box = await drawn(engine, imageId, engine.car, [10, 10, 30, 30])
    await engine.call('annotations.bulk', { ids: [box.id], action: { kind: 'delete' } })
    const steps = [
      { imageId: other, changes: [], decision: decisionOf(99) },
      {
        imageId,
        changes: [{ before: box, after: { ...box, categoryId: engine.van } }],
        decision: decisionOf(box.id, { verdict: 'accepted' }),
      },
    ]
    await expect(engine.call('suspects.decide', { steps })).rejects.toMatchObject({ code: 'conflict' })
    expect(await engine.call('suspects.decisions', {})).toEqual([])
  })

  it('outlive their label, and numbers are not used again', async () => {
    const engine = await labelled()
    const [imageId] = engine.imageIds
    const box = await drawn(engine, imageId, engine.car, [10, 10, 30, 30])
    const keep = () =>
      engine.call('suspects.decide', { steps: [{ imageId, changes: [], decision: decisionOf(box.id) }] })
    await keep()
    await engine.call('history.undo', {})
    await keep()
    await engine.call('annotations.bulk', { ids: [box.id], action: { kind: 'delete' } })
    expect(await engine.call('suspects.decisions', {})).toMatchObject([{ id: 2, annotationId: box.id }])
  })
})
