/** The assistant end to end in the engine: the shipped detector in its worker, real photographs, a real project file. */
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { ProposeReport } from '../../shared/assistantCalls.ts'
import { blankAnnotation, type Job } from '../../shared/model.ts'
import { type TestEngine, testEngine, writePicture } from '../support/engine.ts'
import { until } from '../support/training.ts'

const photo = (name: string) => fileURLToPath(new URL(`../fixtures/everyday/${name}.png`, import.meta.url))

/** A project with the three photographs and a plain picture, in the order astronaut, blank, chelsea, coffee. */
async function photoProject(): Promise<{ engine: TestEngine; path: string; ids: readonly number[] }> {
  const engine = testEngine()
  const folder = join(engine.folder, 'photos')
  mkdirSync(folder)
  for (const name of ['astronaut', 'chelsea', 'coffee']) copyFileSync(photo(name), join(folder, `${name}.png`))
  await writePicture(join(folder, 'blank.png'), 300, 300)
  const path = join(engine.folder, 'photos.boxwright')
  await engine.call('project.create', { path })
  await engine.ended(await engine.call('roots.add', { path: folder }))
  return { engine, path, ids: await engine.call('images.ids', { filter: '' }) }
}

async function propose(engine: TestEngine, settings: object = {}): Promise<ProposeReport> {
  const job = await engine.ended(await engine.call('proposals.start', { runId: null, filter: '', ...settings }))
  expect(job).toMatchObject({ state: 'done' })
  return job.result as ProposeReport
}

const namesOf = async (engine: TestEngine) =>
  new Map((await engine.call('categories.list', {})).map(({ id, name }) => [id, name]))

/** Accepting makes a box of the model with its score, whose history names it; undo brings the proposal back. */
async function acceptAndUndo(engine: TestEngine, imageId: number): Promise<void> {
  const before = await engine.call('proposals.ofImage', { imageId })
  const request = { filter: 'chelsea', decision: 'accept', confidence: 0.8 } as const
  expect(await engine.call('proposals.decide', request)).toEqual({ boxes: 1, images: 1, present: 0 })
  const [box] = await engine.call('annotations.ofImage', { imageId })
  expect(box).toMatchObject({ origin: 'model', score: before[0]!.score, categoryId: before[0]!.categoryId })
  const history = await engine.call('annotations.history', { id: box!.id })
  expect(history).toMatchObject([{ kind: 'accept', model: 'Everyday objects' }])
  expect(await engine.call('proposals.ofImage', { imageId })).toEqual([])
  expect((await engine.call('history.undo', { imageId }))?.kind).toBe('accept')
  expect(await engine.call('annotations.ofImage', { imageId })).toEqual([])
  expect(await engine.call('proposals.ofImage', { imageId })).toEqual(before)
  // Within the image, the proposing of all images is not undone.
  expect(await engine.call('history.undo', { imageId })).toBeNull()
}

/** A proposal that is decided about, or belongs to another image, is not decided about again. */
async function refuseSecondDecision(engine: TestEngine, otherId: number, imageId: number): Promise<void> {
  const [cat] = await engine.call('proposals.ofImage', { imageId })
  const decisions = [{ kind: 'reject', id: cat!.id }] as const
  const reject = (of: number) =>
    engine.call('annotations.apply', { imageId: of, kind: 'decline', changes: [], decisions: [...decisions] })
  await expect(reject(otherId)).rejects.toMatchObject({ code: 'conflict' })
  await reject(imageId)
  await expect(reject(imageId)).rejects.toMatchObject({ code: 'conflict' })
}

describe('the assistant without any run', () => {
  it('proposes the everyday things in photographs, as no labels, and makes the classes that it needs', async () => {
    const { engine, ids } = await photoProject()
    const [astronaut, blank, chelsea, coffee] = ids as [number, number, number, number]
    const report = await propose(engine, { confidence: 0.5 })
    // From the numpy figures (fixtures/everyday/expected.json): at 0.5 one box in each photograph.
    expect(report).toMatchObject({
      images: 4,
      proposals: 3,
      imagesWithProposals: 3,
      perClass: { Person: 1, Cat: 1, 'Coffee cup': 1 },
      unreadable: [],
    })
    const names = await namesOf(engine)
    const categories = await engine.call('categories.list', {})
    // In the order of the model, with the first digits: classes that nothing needs take none.
    expect(categories.map(({ name, hotkey }) => [name, hotkey])).toEqual([
      ['Person', '1'],
      ['Cat', '2'],
      ['Coffee cup', '3'],
    ])
    const [cat] = await engine.call('proposals.ofImage', { imageId: chelsea })
    expect(cat).toMatchObject({ model: 'Everyday objects', runId: null, state: 'open', annotationId: null })
    expect(names.get(cat!.categoryId)).toBe('Cat')
    expect(cat!.score).toBeCloseTo(0.84837, 3)
    expect(await engine.call('annotations.ofImage', { imageId: chelsea })).toEqual([])
    expect(await engine.call('images.ids', { filter: 'is:proposed' })).toEqual([astronaut, chelsea, coffee])
    expect(await engine.call('proposals.ofImage', { imageId: blank })).toEqual([])
    expect((await engine.call('images.get', { ids: [coffee] }))[0]!.proposalCount).toBe(1)
    await acceptAndUndo(engine, chelsea)
    await refuseSecondDecision(engine, astronaut, chelsea)
    // Its rejection is a step of the image, the proposing one of the project: undo takes boxes and classes back.
    expect((await engine.call('history.undo', {}))?.kind).toBe('decline')
    expect((await engine.call('history.undo', {}))?.kind).toBe('propose')
    expect(await engine.call('proposals.count', { filter: '' })).toEqual({ proposals: 0, images: 0 })
    expect(await engine.call('categories.list', {})).toEqual([])
  })

  it('leaves alone what is labelled, maps classes as asked, and remembers what was rejected', async () => {
    const { engine, ids, path } = await photoProject()
    const [astronaut, , chelsea, coffee] = ids as [number, number, number, number]
    const animal = await engine.call('categories.add', { name: 'animal' })
    const classes = {
      Cat: { kind: 'existing', categoryId: animal.id },
      'Coffee cup': { kind: 'skip' },
    } as const
    const first = await propose(engine, { confidence: 0.5, classes })
    expect(first).toMatchObject({ perClass: { animal: 1, Person: 1 }, leftOut: 1, newCategories: ['Person'] })
    // A person labels the cat where it was proposed, and rejects the astronaut.
    const [cat] = await engine.call('proposals.ofImage', { imageId: chelsea })
    const { x1, y1, x2, y2 } = cat!
    const id = (await engine.call('annotations.reserveIds', { count: 1 })).first
    const label = { id, imageId: chelsea, categoryId: animal.id, x1, y1, x2, y2, ...blankAnnotation, updatedAt: 1 }
    await engine.call('annotations.apply', {
      imageId: chelsea,
      kind: 'draw',
      changes: [{ before: null, after: label }],
    })
    const [person] = await engine.call('proposals.ofImage', { imageId: astronaut })
    await engine.call('annotations.apply', {
      imageId: astronaut,
      kind: 'decline',
      changes: [],
      decisions: [{ kind: 'reject', id: person!.id }],
    })
    await engine.call('project.close', {})
    await engine.call('project.open', { path })
    expect(await propose(engine, { confidence: 0.5, classes })).toMatchObject({
      proposals: 0,
      present: 1,
      rejectedBefore: 1,
    })
    expect(await engine.call('images.ids', { filter: 'is:proposed' })).toEqual([])
    expect(await engine.call('annotations.ofImage', { imageId: coffee })).toEqual([])
  })

  it('lists images by what the model is unsure about and by difference, each with its reason', async () => {
    const { engine, ids } = await photoProject()
    const [astronaut, blank, chelsea, coffee] = ids as [number, number, number, number]
    for (const order of ['unsure', 'different'] as const) {
      expect(await engine.ended(await engine.call('assistant.order', { order }))).toMatchObject({ state: 'done' })
    }
    const unsure = await engine.call('images.ids', { filter: '', order: 'unsure' })
    // From the probabilities in fixtures/everyday/expected.json: astronaut 1.48, coffee 1.01, chelsea 0.09.
    expect(unsure.filter((id) => id !== blank)).toEqual([astronaut, coffee, chelsea])
    const reasons = new Map((await engine.call('assistant.reasons', { imageIds: [...ids] })).map((r) => [r.imageId, r]))
    // Numpy: the astronaut's Person has 0.588, nearest to a half of all detections in its picture.
    expect(reasons.get(astronaut)!.unsure).toMatchObject({ name: 'Person', rival: null, model: 'Everyday objects' })
    expect(reasons.get(astronaut)!.unsure!.score).toBeCloseTo(0.588, 2)
    const different = await engine.call('images.ids', { filter: '', order: 'different' })
    expect([...different].sort()).toEqual([...ids].sort())
    for (const { difference } of reasons.values()) expect(difference).not.toBeNull()
  })
})

it('cancelled half way it keeps what it has found, as one step that undo takes back', async () => {
  const engine = testEngine()
  const folder = join(engine.folder, 'photos')
  mkdirSync(folder)
  // Twenty batches: the order to stop comes long before the last.
  for (let index = 0; index < 160; index++) copyFileSync(photo('chelsea'), join(folder, `${index}.png`))
  await engine.call('project.create', { path: join(engine.folder, 'many.boxwright') })
  await engine.ended(await engine.call('roots.add', { path: folder }))
  const started = await engine.call('proposals.start', { runId: null, filter: '', confidence: 0.5 })
  await until(engine, ({ name, data }) => name === 'job.changed' && (data as Job).progress.phase === 'detecting')
  await engine.call('jobs.cancel', { id: started.jobId })
  const job = await engine.ended(started)
  expect(job.state).toBe('cancelled')
  // A cat in each picture that was looked at.
  const { images, proposals } = job.result as ProposeReport
  expect(images).toBeGreaterThanOrEqual(8)
  expect(images).toBeLessThan(160)
  expect(proposals).toBe(images)
  expect(await engine.call('proposals.count', { filter: '' })).toEqual({ proposals: images, images })
  expect((await engine.call('history.undo', {}))?.kind).toBe('propose')
  expect(await engine.call('proposals.count', { filter: '' })).toEqual({ proposals: 0, images: 0 })
})

it('without an image to look at it says so at once', async () => {
  const { engine, ids } = await photoProject()
  await engine.call('images.setReview', { ids: [...ids], review: 'verified' })
  await expect(engine.call('proposals.start', { runId: null, filter: '' })).rejects.toMatchObject({
    code: 'nothing-to-evaluate',
  })
  await expect(engine.call('proposals.start', { runId: 7, filter: '' })).rejects.toMatchObject({ code: 'not-found' })
})
