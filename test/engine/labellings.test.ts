/** Control images: labels that are hidden until their images are labelled anew, through the engine's calls on a real file. */
import { describe, expect, it } from 'vitest'
import { toAnnotationRow } from '../../main/engine/store/annotations.ts'
import { blankAnnotation } from '../../shared/model.ts'
import { countsOf, drawn, labelled } from '../support/labelled.ts'

type Engine = Awaited<ReturnType<typeof labelled>>

/** Images a and b are labelled and verified, c is verified to hold nothing, d is unlabelled. */
async function verified() {
  const engine = await labelled()
  const [a, b, c] = engine.imageIds
  const boxes = [
    await drawn(engine, a, engine.car, [10, 10, 30, 30]),
    await drawn(engine, a, engine.van, [40, 10, 60, 30]),
    await drawn(engine, b, engine.car, [5, 5, 25, 25]),
  ]
  await engine.call('images.setNote', { id: a, note: 'two of them' })
  await engine.call('images.setReview', { ids: [a, b, c], review: 'verified' })
  return { ...engine, boxes }
}

async function hidden(engine: Engine, filter = '') {
  const { labellingId } = await engine.call('control.choose', { share: 1, filter })
  return labellingId!
}

const stateOf = async (engine: Engine, id: number) => (await engine.call('images.get', { ids: [id] }))[0]!
const boxesOf = (engine: Engine, imageId: number) => engine.call('annotations.ofImage', { imageId })

describe('control images', () => {
  it('are chosen among verified images by share, the same for the same seed, and counted before', async () => {
    const engine = await verified()
    // Half of three, rounded; d is the one other image without labels.
    const told = { candidates: 3, images: 2, unlabelled: 1 }
    const request = { share: 0.5, seed: 7 }
    const dry = await engine.call('control.choose', { ...request, dryRun: true })
    expect(dry).toMatchObject({ labellingId: null, ...told })
    expect(await countsOf(engine)).toEqual({ car: 2, van: 1 })
    const choice = async () => {
      await engine.call('control.choose', request)
      const chosen = await engine.call('images.ids', { filter: 'state:unlabelled' })
      await engine.call('history.undo', {})
      return chosen
    }
    const first = await choice()
    expect(first).toHaveLength(3)
    expect(await choice()).toEqual(first)
  })

  it('look as if nobody had labelled them: no boxes, no verdict, no note, and no step to undo there', async () => {
    const engine = await verified()
    const [a] = engine.imageIds
    await hidden(engine)
    expect(await boxesOf(engine, a)).toEqual([])
    expect(await stateOf(engine, a)).toMatchObject({ state: 'unlabelled', review: null, note: '', annotationCount: 0 })
    expect(await countsOf(engine)).toEqual({ car: 0, van: 0 })
    expect(await engine.call('history.undo', { imageId: a })).toBeNull()
    expect(await engine.call('history.state', { imageId: a })).toEqual({ undo: null, redo: null })
    expect((await engine.call('history.list', { imageId: a })).map(({ kind }) => kind)).not.toContain('control')
    expect(await engine.call('images.ids', { filter: 'state:unlabelled' })).toEqual(engine.imageIds)
  })

  it('are not told before they are labelled anew', async () => {
    const engine = await verified()
    const [a] = engine.imageIds
    const id = await hidden(engine)
    expect(await engine.call('labellings.list', {})).toMatchObject([{ id, images: 3, waiting: 3, open: 0, decided: 0 }])
    expect(await engine.call('labellings.compare', { id })).toMatchObject({ images: [], labelling: { ids: [] } })
    await drawn(engine, a, engine.car, [10, 10, 30, 29])
    expect(await engine.call('labellings.list', {})).toMatchObject([{ waiting: 2, open: 1 }])
    expect(await engine.call('labellings.compare', { id })).toMatchObject({
      images: [{ imageId: a, path: 'a.png', state: 'labelled', verdict: null }],
      labelling: { categoryIds: [engine.car, engine.van], boxes: [10, 10, 30, 30, 40, 10, 60, 30] },
      project: { categoryIds: [engine.car], boxes: [10, 10, 30, 29] },
    })
  })

  it('that keep the hidden labels have them back as they were; what was drawn can still be looked at', async () => {
    const engine = await verified()
    const [a] = engine.imageIds
    const before = await boxesOf(engine, a)
    const id = await hidden(engine)
    const anew = await drawn(engine, a, engine.van, [0, 0, 9, 9])
    await engine.call('images.setReview', { ids: [a], review: 'verified', note: 'hard to see' })
    const { images } = await engine.call('labellings.compare', { id })
    const decided = await engine.call('labellings.decide', { comparedIds: [images[0]!.id], verdict: 'labelling' })
    expect(decided).toEqual({ images: 1, boxes: 2 })
    expect(await boxesOf(engine, a)).toEqual(before)
    expect(await stateOf(engine, a)).toMatchObject({ state: 'verified', note: 'two of them\nhard to see' })
    expect(await engine.call('labellings.compare', { id })).toMatchObject({
      images: [{ imageId: a, verdict: 'labelling' }],
      labelling: { boxes: [10, 10, 30, 30, 40, 10, 60, 30] },
      project: { boxes: [0, 0, 9, 9] },
    })
    // One undo in the image, and it is as the second labeller left it.
    expect(await engine.call('history.undo', { imageId: a })).toMatchObject({ kind: 'settle' })
    expect(await boxesOf(engine, a)).toMatchObject([{ id: anew.id, categoryId: engine.van }])
    expect(await stateOf(engine, a)).toMatchObject({ state: 'verified', note: 'hard to see' })
  })

  it('that take the new labels keep them with their verdict; the hidden ones are not lost', async () => {
    const engine = await verified()
    const [a] = engine.imageIds
    const id = await hidden(engine)
    await drawn(engine, a, engine.van, [0, 0, 9, 9])
    const { images } = await engine.call('labellings.compare', { id })
    await engine.call('labellings.decide', { comparedIds: [images[0]!.id], verdict: 'project' })
    expect(await boxesOf(engine, a)).toMatchObject([{ categoryId: engine.van, x2: 9 }])
    expect(await stateOf(engine, a)).toMatchObject({ state: 'labelled' })
    const after = await engine.call('labellings.compare', { id })
    expect(after.labelling.boxes).toEqual([10, 10, 30, 30, 40, 10, 60, 30])
    // A second decision is none.
    const again = await engine.call('labellings.decide', { comparedIds: [images[0]!.id], verdict: 'labelling' })
    expect(again).toEqual({ images: 0, boxes: 0 })
  })

  it('that nobody labelled have their labels back when the hiding ends, in one step', async () => {
    const engine = await verified()
    const [a, b] = engine.imageIds
    const id = await hidden(engine)
    await drawn(engine, b, engine.car, [5, 5, 25, 25])
    expect(await engine.call('control.end', { id })).toEqual({ images: 2 })
    expect(await boxesOf(engine, a)).toHaveLength(2)
    expect(await engine.call('labellings.list', {})).toMatchObject([{ waiting: 0, open: 1, decided: 2 }])
    expect(await engine.call('history.undo', {})).toMatchObject({ kind: 'settle' })
    expect(await engine.call('labellings.list', {})).toMatchObject([{ waiting: 2, open: 1, decided: 0 }])
  })

  it('survive the project being closed in the middle', async () => {
    const engine = await verified()
    const id = await hidden(engine)
    const { path } = (await engine.call('project.info', {}))!
    await engine.call('project.close', {})
    await engine.call('project.open', { path })
    await engine.call('control.end', { id })
    expect(await countsOf(engine)).toEqual({ car: 2, van: 1 })
  })

  it('hold their class: it is not removed under them, and a merge reaches them', async () => {
    const engine = await verified()
    const [a] = engine.imageIds
    const id = await hidden(engine)
    await expect(engine.call('categories.remove', { id: engine.van, deleteBoxes: true })).rejects.toMatchObject({
      code: 'conflict',
      details: { uses: 1 },
    })
    await engine.call('categories.merge', { from: [engine.van], into: engine.car })
    await engine.call('control.end', { id })
    expect((await boxesOf(engine, a)).map(({ categoryId }) => categoryId)).toEqual([engine.car, engine.car])
  })

  it('are not forgotten while they hide labels; afterwards a labelling goes, and comes back with undo', async () => {
    const engine = await verified()
    const id = await hidden(engine)
    await expect(engine.call('labellings.remove', { id })).rejects.toMatchObject({ code: 'conflict' })
    await engine.call('control.end', { id })
    const before = await engine.call('labellings.compare', { id })
    expect(await engine.call('labellings.remove', { id })).toEqual({ images: 3 })
    expect(await engine.call('labellings.list', {})).toEqual([])
    await engine.call('history.undo', {})
    expect(await engine.call('labellings.compare', { id })).toEqual(before)
  })

  it('need verified images', async () => {
    const engine = await labelled()
    await drawn(engine, engine.imageIds[0], engine.car, [1, 1, 9, 9])
    await expect(engine.call('control.choose', {})).rejects.toMatchObject({ code: 'nothing-to-evaluate' })
  })
})

it('many boxes are hidden and come back in pieces, each way as one step', async () => {
  const engine = await verified()
  const store = engine.context.project!.store
  const [a, b] = engine.imageIds
  const wanted = 10_500
  store.edits.run('draw', null, (writer) => {
    for (let id = 100; id < 100 + wanted; id++) {
      const imageId = id % 2 === 0 ? a : b
      // Side by side: boxes on each other are compared pair by pair.
      const [x1, y1] = [(id % 100) * 0.6, (Math.floor(id / 200) % 60) * 0.7]
      const box = { id, imageId, categoryId: engine.car, x1, y1, x2: x1 + 0.5, y2: y1 + 0.5 }
      writer.insert('annotation', toAnnotationRow({ ...blankAnnotation, ...box, updatedAt: 1 }))
    }
  })
  await engine.call('images.setReview', { ids: [a, b], review: 'verified' })
  const before = await countsOf(engine)
  const id = await hidden(engine)
  expect(await countsOf(engine)).toEqual({ car: 0, van: 0 })
  await engine.call('control.end', { id })
  expect(before).toEqual({ car: wanted + 2, van: 1 })
  expect(await countsOf(engine)).toEqual(before)
  const steps = await engine.call('history.list', { limit: 2 })
  expect(steps.map(({ kind }) => kind)).toEqual(['settle', 'control'])
})
