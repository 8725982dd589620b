/** An evaluation on its way to the window: what was stored comes out, to the last bit. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { evaluationData, packed } from '../../main/engine/evaluationData.ts'
import type { NewDetection } from '../../main/engine/store/evaluations.ts'
import { added } from '../../shared/edit.ts'
import { probabilitiesAt, readEvaluation, readFigures, readLabelsAgain, unpacked } from '../../shared/evaluationData.ts'
import { blankAnnotation } from '../../shared/model.ts'
import { type TestEngine, testEngine } from '../support/engine.ts'
import { addImageRows, numberedPaths } from '../support/imageRows.ts'
import { plantRun } from '../support/plantedRun.ts'

/** Two classes and three images that exist only as rows. */
async function projectWithRun() {
  const engine = testEngine()
  await engine.call('project.create', { path: join(engine.folder, 'p') })
  for (const name of ['car', 'bus']) await engine.call('categories.add', { name })
  const { store } = engine.context.project!
  const imageIds = addImageRows(store, numberedPaths(3), { width: 640, height: 480 })
  const add = (found: readonly NewDetection[]) => store.evaluations.add(plantRun(store), 'all', imageIds, found)
  return { engine, imageIds, add }
}

// Numbers without a short decimal form, and the probabilities as they are stored: 32-bit.
const found = (imageId: number, place: number): NewDetection => ({
  imageId,
  categoryId: 1 + (place % 2),
  x1: 1 / 3 + place,
  y1: 0.1 + 0.2,
  x2: 100 + Math.PI,
  y2: 200 + Math.SQRT2,
  score: 0.9 / (place + 1),
  probabilities: Float32Array.of(0.1 * place, 1 / 7),
})

async function read(engine: TestEngine, evaluationId: number) {
  const { detections } = await readEvaluation(engine.call, evaluationId)
  return Array.from(detections.ids, (_, place) => ({
    imageId: detections.imageIds[place],
    categoryId: detections.categoryIds[place],
    ...Object.fromEntries(['x1', 'y1', 'x2', 'y2'].map((side, at) => [side, detections.boxes[4 * place + at]])),
    score: detections.scores[place],
    probabilities: probabilitiesAt(detections, place),
  }))
}

it('every number of a detection arrives as it was stored, in the order of the ids', async () => {
  const { engine, imageIds, add } = await projectWithRun()
  const stored = [imageIds[2]!, imageIds[0]!, imageIds[2]!, imageIds[1]!].map(found)
  add([found(imageIds[0]!, 9)])
  const evaluationId = add(stored)

  expect(await read(engine, evaluationId)).toEqual(stored)
  const { detections } = await readEvaluation(engine.call, evaluationId)
  // The other evaluation has the first one.
  expect(Array.from(detections.ids)).toEqual([2, 3, 4, 5])
})

it('detections in images that were rejected since are left out, and the others keep their own', async () => {
  const { engine, imageIds, add } = await projectWithRun()
  const stored = [imageIds[0]!, imageIds[1]!, imageIds[0]!, imageIds[2]!].map(found)
  const evaluationId = add(stored)
  await engine.call('images.setReview', { ids: [imageIds[0]!], review: 'rejected' })

  expect(await read(engine, evaluationId)).toEqual([stored[1], stored[3]])
  const { images, detections } = await readEvaluation(engine.call, evaluationId)
  expect(images.map(({ id }) => id)).toEqual(imageIds.slice(1))
  expect(detections.probabilities).toHaveLength(4)
})

it('images whose labels are hidden as controls are left out until they are labelled anew', async () => {
  const { engine, imageIds, add } = await projectWithRun()
  const evaluationId = add(imageIds.map(found))
  const listed = async () => (await readEvaluation(engine.call, evaluationId)).images.map(({ id }) => id)
  await engine.call('images.setReview', { ids: imageIds.slice(0, 2), review: 'verified' })
  await engine.call('control.choose', { share: 1 })
  expect(await listed()).toEqual(imageIds.slice(2))
  await engine.call('images.setReview', { ids: [imageIds[1]!], review: 'verified' })
  expect(await listed()).toEqual(imageIds.slice(1))
})

it('figures come without the probabilities', async () => {
  const { engine, imageIds, add } = await projectWithRun()
  const stored = imageIds.map(found)
  const { detections } = await readFigures(engine.call, add(stored))

  expect(Array.from(detections.scores)).toEqual(stored.map(({ score }) => score))
  expect(detections.probabilities).toHaveLength(0)
  expect(probabilitiesAt(detections, 2)).toHaveLength(0)
})

describe('read again when labels may have changed', () => {
  async function readOnce() {
    const { engine, imageIds, add } = await projectWithRun()
    const evaluationId = add(imageIds.map(found))
    const former = await readEvaluation(engine.call, evaluationId)
    const again = () => readLabelsAgain(engine.call, former, readEvaluation)
    return { engine, imageIds, former, again }
  }

  it('it has the labels as they are now, and keeps the detections', async () => {
    const { engine, imageIds, former, again } = await readOnce()
    const { first: id } = await engine.call('annotations.reserveIds', { count: 1 })
    const box = { x1: 1, y1: 2, x2: 30, y2: 40 }
    const annotation = { ...blankAnnotation, id, imageId: imageIds[1]!, categoryId: 2, ...box, updatedAt: 0 }
    await engine.call('annotations.apply', { imageId: imageIds[1]!, changes: [added(annotation)], kind: 'draw' })

    const data = await again()
    expect(data.detections).toBe(former.detections)
    expect(data.groundTruths).toMatchObject({ ids: [id], imageIds: [imageIds[1]], boxes: [1, 2, 30, 40] })
    expect(data).toEqual(await readEvaluation(engine.call, former.evaluation.id))
  })

  it('it is read whole where an image was rejected since', async () => {
    const { engine, imageIds, former, again } = await readOnce()
    await engine.call('images.setReview', { ids: [imageIds[0]!], review: 'rejected' })

    const data = await again()
    expect(data.detections.imageIds).toEqual(Float64Array.from(imageIds.slice(1)))
    expect(data).toEqual(await readEvaluation(engine.call, former.evaluation.id))
  })

  it('it is read whole where a cross-validation has come to further images', async () => {
    const { engine, imageIds } = await projectWithRun()
    const { evaluations } = engine.context.project!.store
    const runId = plantRun(engine.context.project!.store)
    const extend = (ids: readonly number[]) => evaluations.extend(runId, 'folds', ids, ids.map(found))
    const former = await readEvaluation(engine.call, extend(imageIds.slice(0, 2)))
    expect(former.detections.scores).toHaveLength(2)

    extend(imageIds.slice(2))
    const { detections } = await readLabelsAgain(engine.call, former, readEvaluation)
    expect(detections.imageIds).toEqual(Float64Array.from(imageIds))
  })
})

it('an evaluation that found nothing has empty columns', async () => {
  const { engine, add } = await projectWithRun()

  expect(await read(engine, add([]))).toEqual([])
})

it('columns may be parts of longer ones', async () => {
  const { engine, imageIds, add } = await projectWithRun()
  const data = evaluationData(engine.context.project!.store, add([found(imageIds[0]!, 0)]))
  const part = {
    scores: Float64Array.of(1, 2, 3, 4).subarray(1, 3),
    probabilities: Float32Array.of(1, 2, 3, 4, 5).subarray(2, 4),
  }
  const { detections } = unpacked(packed({ ...data, detections: { ...data.detections, ...part } }))

  expect(detections).toMatchObject({ scores: Float64Array.of(2, 3), probabilities: Float32Array.of(3, 4) })
})
