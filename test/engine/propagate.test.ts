/** Copies of boxes in other images, through the engine's calls on a real project file. */
import { describe, expect, it } from 'vitest'
import { countsOf, drawn, labelled } from '../support/labelled.ts'

describe('copies to other images', () => {
  it('are cut at their borders, skip what is there, and are told before they are made', async () => {
    const engine = await labelled()
    const [from, taken, free] = engine.imageIds
    const box = await drawn(engine, from, engine.car, [10, 10, 40, 40])
    await drawn(engine, taken, engine.car, [10, 10, 40, 40])
    const request = { imageId: from, annotationIds: [box.id], targetIds: [from, taken, free] }
    const told = { images: 2, boxes: 1, present: 1, outside: 0, reviewed: 0 }
    const dry = await engine.call('annotations.propagate', { ...request, dryRun: true })
    expect(dry).toMatchObject(told)
    expect(dry.previews.map(({ image, existing, copies }) => [image.id, existing.length, copies])).toMatchObject([
      [taken, 1, []],
      [free, 0, [{ categoryId: engine.car, x1: 10, y1: 10, x2: 40, y2: 40 }]],
    ])
    expect(await countsOf(engine)).toEqual({ car: 2, van: 0 })
    expect(await engine.call('annotations.propagate', request)).toMatchObject(told)
    expect(await engine.call('annotations.ofImage', { imageId: free })).toMatchObject([
      { x1: 10, x2: 40, origin: 'human', copied: true },
    ])
    expect(await engine.call('images.ids', { filter: 'flag:copied' })).toEqual([free])
    // Undo within the image that received them takes the whole step back.
    expect(await engine.call('history.undo', { imageId: free })).toMatchObject({ kind: 'propagate', imageIds: [free] })
    expect(await countsOf(engine)).toEqual({ car: 2, van: 0 })
  })

  it('count as there from the overlap that is asked for, and can be copied in any case', async () => {
    const engine = await labelled()
    const [from, to] = engine.imageIds
    const box = await drawn(engine, from, engine.car, [10, 10, 30, 30])
    // 18 of 22 pixels of the width are common: 18 * 20 / (22 * 20) = 0.818.
    await drawn(engine, to, engine.car, [12, 10, 32, 30])
    const boxesAt = async (presentIou: number | null) =>
      (
        await engine.call('annotations.propagate', {
          ...{ imageId: from, annotationIds: [box.id], targetIds: [to], dryRun: true },
          presentIou,
        })
      ).boxes
    expect(await boxesAt(0.8)).toBe(0)
    expect(await boxesAt(0.82)).toBe(1)
    expect(await boxesAt(null)).toBe(1)
  })

  it('leave images alone that a person has judged, when asked to', async () => {
    const engine = await labelled()
    const [from, verified, rejected, open] = engine.imageIds
    const box = await drawn(engine, from, engine.car, [10, 10, 30, 30])
    await engine.call('images.setReview', { ids: [verified], review: 'verified' })
    await engine.call('images.setReview', { ids: [rejected], review: 'rejected' })
    const request = {
      imageId: from,
      annotationIds: [box.id],
      targetIds: [verified, rejected, open],
      skipReviewed: true,
    }
    expect(await engine.call('annotations.propagate', request)).toMatchObject({ images: 1, boxes: 1, reviewed: 2 })
    expect(await engine.call('annotations.ofImage', { imageId: verified })).toEqual([])
  })

  it('are marked until somebody touches them or verifies their image; undo brings the mark back', async () => {
    const engine = await labelled()
    const [from, to, other] = engine.imageIds
    const box = await drawn(engine, from, engine.car, [10, 10, 30, 30])
    await engine.call('annotations.propagate', { imageId: from, annotationIds: [box.id], targetIds: [to, other] })
    const marked = () => engine.call('images.ids', { filter: 'flag:copied' })
    expect(await marked()).toEqual([to, other])
    const [copy] = await engine.call('annotations.ofImage', { imageId: to })
    await engine.call('annotations.bulk', { ids: [copy!.id], action: { kind: 'relabel', categoryId: engine.van } })
    expect(await marked()).toEqual([other])
    await engine.call('images.setReview', { ids: [other], review: 'verified' })
    expect(await marked()).toEqual([])
    expect(await engine.call('images.get', { ids: [other] })).toMatchObject([{ isChangedSinceReview: false }])
    await engine.call('history.undo', { imageId: other })
    expect(await marked()).toEqual([other])
  })

  it('are taken back from the image they came from, unless one of them was changed meanwhile', async () => {
    const engine = await labelled()
    const [from, to] = engine.imageIds
    const box = await drawn(engine, from, engine.car, [10, 10, 30, 30])
    const request = { imageId: from, annotationIds: [box.id], targetIds: [to] }
    await engine.call('annotations.propagate', request)
    expect(await engine.call('history.state', { imageId: from })).toMatchObject({ undo: 'propagate' })
    const [copy] = await engine.call('annotations.ofImage', { imageId: to })
    const changes = [{ before: copy!, after: { ...copy!, x2: 35, copied: false } }]
    await engine.call('annotations.apply', { imageId: to, kind: 'move', changes })
    await expect(engine.call('history.undo', { imageId: from })).rejects.toMatchObject({ code: 'conflict' })
    await engine.call('history.undo', { imageId: to })
    expect(await engine.call('history.undo', { imageId: from })).toMatchObject({ kind: 'propagate' })
    expect(await engine.call('annotations.ofImage', { imageId: to })).toEqual([])
  })
})
