/** The walk through the crops against a real engine: what is accepted is in the labels, and undo takes it out again. */
import { join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createEngine, type Engine } from '../../../main/engine/createEngine.ts'
import type { CropItem } from '../../../renderer/results/cropItems.ts'
import { addImageRows } from '../../support/imageRows.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

const accepted = { verdict: 'accepted' } as const

type ReviewModule = typeof import('../../../renderer/results/review.ts')
let review: ReviewModule
let view: typeof import('../../../renderer/results/resultsView.ts')
let messages: typeof import('../../../renderer/stores/messages.ts')
let engine: Engine

beforeAll(async () => {
  const bridge = { call: (name: string, request: string) => engine.dispatch(name, request), on: () => () => {} }
  Object.assign(globalThis, { boxwright: bridge })
  review = await import('../../../renderer/results/review.ts')
  view = await import('../../../renderer/results/resultsView.ts')
  messages = await import('../../../renderer/stores/messages.ts')
})

/** A project with one picture of 100 x 80, one label "bolt" and a detection "screw" on it. */
async function openProject() {
  const folder = temporaryFolder()
  engine = createEngine({ cache: join(folder, 'cache'), home: join(folder, 'home'), resources: folder }, () => {})
  onTestFinished(() => engine.close())
  await engine.call('project.create', { path: join(folder, 'test.boxwright') })
  const { store } = engine.context.project!
  const [imageId] = addImageRows(store, ['a.jpg'], { width: 100, height: 80 }) as readonly [number]
  const bolt = await engine.call('categories.add', { name: 'bolt' })
  const screw = await engine.call('categories.add', { name: 'screw' })
  const detected = { id: 1, categoryId: screw.id, box: { x1: 10, y1: 10, x2: 30, y2: 30 }, score: 0.9 }
  const image = { id: imageId, path: 'a.jpg', width: 100, height: 80, split: 'test' } as const
  const falseAlarm: CropItem = {
    key: '0:1',
    kind: 'overlooked',
    other: null,
    image,
    label: null,
    detected,
    iou: null,
    doubt: 0.9,
  }
  const labelsNow = async () =>
    (await engine.call('annotations.ofImage', { imageId })).map(({ id, categoryId, origin }) => ({
      id,
      categoryId,
      origin,
    }))
  review.beginReview(folder, 0.5, 0.4)
  review.openCell({ row: 1, column: 0 })
  return { bolt, screw, falseAlarm, labelsNow }
}

describe('going through crops', () => {
  it('adds the box of an accepted false alarm, and undo takes it out and shows it again', async () => {
    const { screw, falseAlarm, labelsNow } = await openProject()

    await review.decideCrops([falseAlarm], accepted, null)
    expect(await labelsNow()).toMatchObject([{ categoryId: screw.id, origin: 'model' }])
    expect(review.useReview.getState()).toMatchObject({ done: [{ keys: ['0:1'], labels: 1 }], apBefore: 0.5 })

    review.openCell({ row: 0, column: 0 })
    await review.undoJudgement()
    expect(await labelsNow()).toEqual([])
    expect(review.useReview.getState()).toMatchObject({ done: [], currentKey: '0:1', cell: { row: 1, column: 0 } })
    expect(review.useReview.getState().judged.has('0:1')).toBe(false)
  })

  it('relabels an accepted pair and goes on to the next crop at once', async () => {
    const { bolt, screw, falseAlarm, labelsNow } = await openProject()
    const asBolt = { ...falseAlarm, detected: { ...falseAlarm.detected!, categoryId: bolt.id } }
    await review.decideCrops([asBolt], accepted, null)
    const [label] = await labelsNow()
    const pair: CropItem = {
      ...falseAlarm,
      key: `${label!.id}:1`,
      kind: 'swapped',
      label: { id: label!.id, categoryId: bolt.id, box: falseAlarm.detected!.box },
    }

    const deciding = review.decideCrops([pair], accepted, { ...falseAlarm, key: 'next' })
    expect(review.useReview.getState().currentKey).toBe('next')
    await deciding

    expect(await labelsNow()).toMatchObject([{ id: label!.id, categoryId: screw.id }])
  })

  it('takes the judgement back when the label is gone', async () => {
    const { falseAlarm, labelsNow } = await openProject()
    const gone: CropItem = {
      ...falseAlarm,
      key: '77:1',
      kind: 'swapped',
      label: { id: 77, categoryId: 1, box: falseAlarm.detected!.box },
    }

    await review.decideCrops([gone], accepted, null)

    expect(await labelsNow()).toEqual([])
    expect(review.useReview.getState().judged.has('77:1')).toBe(false)
    expect(review.useReview.getState().done).toEqual([])
  })

  it('remembers in the project what was kept, and undo forgets it', async () => {
    const { falseAlarm } = await openProject()
    await review.decideCrops([falseAlarm], { verdict: 'kept' }, null)
    expect(await engine.call('suspects.decisions', {})).toMatchObject([{ kind: 'overlooked', verdict: 'kept' }])
    await review.undoJudgement()
    expect(await engine.call('suspects.decisions', {})).toEqual([])
  })

  it('takes back nothing but its own step: not what was drawn in the image meanwhile', async () => {
    const { screw, falseAlarm, labelsNow } = await openProject()
    await review.decideCrops([falseAlarm], accepted, null)
    const [made] = await engine.call('annotations.ofImage', { imageId: falseAlarm.image.id })
    const widened = { ...made!, x2: 50 }
    const { imageId } = widened
    await engine.call('annotations.apply', { imageId, kind: 'move', changes: [{ before: made!, after: widened }] })

    await review.undoJudgement()
    expect(await engine.call('annotations.ofImage', { imageId })).toMatchObject([{ categoryId: screw.id, x2: 50 }])
    expect(review.useReview.getState().judged.get('0:1')).toBe('accepted')
    expect(messages.useMessages.getState().errors.at(-1)!.text).toContain('changed after this decision')

    await engine.call('history.undo', { imageId })
    await review.undoJudgement()
    expect(await labelsNow()).toEqual([])
    expect(review.useReview.getState()).toMatchObject({ done: [], currentKey: '0:1' })
  })

  it('forgets a decision that was taken back elsewhere, and leaves the one before it in place', async () => {
    const { falseAlarm, labelsNow } = await openProject()
    const second = { ...falseAlarm, key: '0:2', detected: { ...falseAlarm.detected!, id: 2 } }
    await review.decideCrops([falseAlarm], accepted, null)
    await review.decideCrops([second], accepted, null)
    await engine.call('history.undo', { imageId: falseAlarm.image.id })

    await review.undoJudgement()

    expect(await labelsNow()).toHaveLength(1)
    expect([...review.useReview.getState().judged.keys()]).toEqual(['0:1'])
  })

  it('skips for the day only', async () => {
    const { falseAlarm } = await openProject()
    review.skipCrop(falseAlarm, null)
    expect(await engine.call('suspects.decisions', {})).toEqual([])
    expect(review.useReview.getState().judged.get('0:1')).toBe('skipped')
    await review.undoJudgement()
    expect(review.useReview.getState().judged.has('0:1')).toBe(false)
  })

  it('decides about several crops of one image in one step, each seeing what the former changed', async () => {
    const { bolt, screw, falseAlarm, labelsNow } = await openProject()
    const asBolt = { ...falseAlarm, detected: { ...falseAlarm.detected!, categoryId: bolt.id } }
    await review.decideCrops([asBolt], accepted, null)
    const [made] = await labelsNow()
    const label = { id: made!.id, categoryId: bolt.id, box: falseAlarm.detected!.box }
    const elsewhere = { ...falseAlarm.detected!, box: { x1: 12, y1: 10, x2: 32, y2: 30 } }
    const swapped: CropItem = { ...falseAlarm, key: 'a', kind: 'swapped', label }
    const located: CropItem = { ...falseAlarm, key: 'b', kind: 'located', label, detected: elsewhere }
    await review.decideCrops([swapped, located], accepted, null)
    const { imageId } = (await engine.call('suspects.decisions', {}))[0]!
    expect(await engine.call('annotations.ofImage', { imageId })).toMatchObject([
      { categoryId: screw.id, x1: 12, x2: 32 },
    ])
    await review.undoJudgement()
    expect(await engine.call('annotations.ofImage', { imageId })).toMatchObject([
      { categoryId: bolt.id, x1: 10, x2: 30 },
    ])
  })

  it('holds the confidence of the first decision: the crops of a cell stay what they are', async () => {
    const { falseAlarm } = await openProject()
    view.changeView({ confidence: 'auto' })
    await review.decideCrops([falseAlarm], accepted, null)
    // With the label fixed, another confidence would be the best.
    review.beginReview(review.useReview.getState().subject!, 0.7, 0.2)
    expect(view.useResultsView.getState().confidence).toBe(0.4)
  })

  it('begins anew with another evaluation, and goes on with the same', async () => {
    const { falseAlarm } = await openProject()
    await review.decideCrops([falseAlarm], { verdict: 'kept' }, null)

    review.beginReview(review.useReview.getState().subject!, 0.7, 0.4)
    expect(review.useReview.getState()).toMatchObject({ apBefore: 0.5, judged: new Map([['0:1', 'kept']]) })

    review.beginReview('another', 0.7, 0.4)
    expect(review.useReview.getState()).toMatchObject({ apBefore: 0.7, cell: null, judged: new Map() })
  })
})
