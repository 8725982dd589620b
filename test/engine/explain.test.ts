/** The inside of a small real detector, held against what its evaluation stored and against the formulas. */
import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { EventData } from '../../shared/api.ts'
import { float32sFrom } from '../../shared/base64.ts'
import { boxIou } from '../../shared/box.ts'
import { type EvaluationData, readEvaluation } from '../../shared/evaluationData.ts'
import type { Explanation } from '../../shared/explainCalls.ts'
import type { TestEngine } from '../support/engine.ts'
import { demoEngine, train } from '../support/training.ts'

async function trained(): Promise<{ engine: TestEngine; data: EvaluationData }> {
  const engine = await demoEngine()
  await engine.ended(await train(engine, { epochs: 3, anchorsPerScale: 2 }))
  const job = await engine.ended(await engine.call('evaluate.start', { runId: 1, split: 'all' }))
  const { evaluationId } = job.result as { evaluationId: number }
  return { engine, data: await readEvaluation(engine.call, evaluationId) }
}

const phases = (engine: TestEngine) =>
  engine.events
    .filter(({ name }) => name === 'results.explaining')
    .map(({ data }) => (data as EventData<'results.explaining'>).phase)

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
const boxOf = ([x1, y1, x2, y2]: readonly number[]) => ({ x1: x1!, y1: y1!, x2: x2!, y2: y2! })
const at = (values: Float32Array, row: number, width: number) => [...values.subarray(row * width, (row + 1) * width)]

/** Scale, cell and anchor of a row: fine to coarse, then row, column, anchor. */
function placeOf({ side, strides, anchors }: Explanation, row: number) {
  let rest = row
  for (const [scale, stride] of strides.entries()) {
    const cells = side / stride
    const perCell = anchors[scale]!.length
    if (rest < cells * cells * perCell) {
      const cell = Math.floor(rest / perCell)
      const anchor = anchors[scale]![rest % perCell]!
      return { scale, stride, x: cell % cells, y: Math.floor(cell / cells), anchor }
    }
    rest -= cells * cells * perCell
  }
  throw new Error(`there is no row ${row}`)
}

/** A box of the network as the image's pixels, cut at its border. */
function inImage(
  { letterbox }: Explanation,
  box: readonly number[],
  image: { width: number; height: number },
): number[] {
  const { scaleX, scaleY, offsetX, offsetY } = letterbox
  return box.map((value, side) => {
    const isX = side % 2 === 0
    const pixel = isX ? (value - offsetX) / scaleX : (value - offsetY) / scaleY
    return Math.min(isX ? image.width : image.height, Math.max(0, pixel))
  })
}

function storedIn({ detections }: EvaluationData, imageId: number) {
  return Array.from(detections.ids, (_, place) => place)
    .filter((place) => detections.imageIds[place] === imageId)
    .map((place) => ({
      categoryId: detections.categoryIds[place]!,
      score: detections.scores[place]!,
      box: [0, 1, 2, 3].map((side) => detections.boxes[4 * place + side]!),
    }))
}

describe('explaining a picture', () => {
  it('says what the evaluation found, how each number comes about, and goes on with the next picture from memory', async () => {
    const { engine, data } = await trained()
    const imageId = data.images[0]!.id
    const explanation = await engine.call('results.explain', { runId: 1, imageId })
    expect(phases(engine)).toEqual(['starting', 'loading', 'computing'])

    const outputs = float32sFrom(explanation.outputs)
    const boxes = float32sFrom(explanation.boxes)
    const probabilities = float32sFrom(explanation.probabilities)
    const classes = explanation.categories.length
    // 12 x 12, 6 x 6 and 3 x 3 cells with two anchors each.
    const rows = 2 * (144 + 36 + 9)
    expect([outputs.length, boxes.length, probabilities.length]).toEqual([5 * rows, 4 * rows, classes * rows])

    for (const row of [0, 37, 290, rows - 1]) {
      const [tx, ty, tw, th, objectness] = at(outputs, row, 5) as [number, number, number, number, number]
      const { stride, x, y, anchor } = placeOf(explanation, row)
      const centreX = (2 * sigmoid(tx) - 0.5 + x) * stride
      const centreY = (2 * sigmoid(ty) - 0.5 + y) * stride
      const width = (2 * sigmoid(tw)) ** 2 * anchor.width
      const height = (2 * sigmoid(th)) ** 2 * anchor.height
      const expected = [centreX - width / 2, centreY - height / 2, centreX + width / 2, centreY + height / 2]
      expect(at(boxes, row, 4)).toEqual(expected.map((value) => expect.closeTo(value, 2)))
      // The probability of a class is a part of the objectness.
      for (const probability of at(probabilities, row, classes)) {
        expect(probability).toBeLessThanOrEqual(sigmoid(objectness) + 1e-6)
      }
    }

    const stayed = explanation.suppression.steps.filter(({ by }) => by === null)
    const seen = explanation.found
      .map(({ category, score, box }) => ({
        categoryId: explanation.categories[category]!.id,
        score,
        box: inImage(explanation, box, data.images[0]!),
      }))
      // What lay beside the picture altogether is not stored.
      .filter(({ box: [x1, y1, x2, y2] }) => x1! < x2! && y1! < y2!)
    const stored = storedIn(data, imageId)
    // Fading may leave some of them out, and nothing is found that did not stay.
    expect(stayed.map(({ row }) => row)).toEqual(expect.arrayContaining(explanation.found.map(({ row }) => row)))
    expect(stored.length).toBeGreaterThan(0)
    expect(seen.length).toBe(stored.length)
    for (const { categoryId, score, box } of stored) {
      const isSame = (other: (typeof seen)[number]) =>
        other.categoryId === categoryId &&
        Math.abs(other.score - score) < 1e-4 &&
        other.box.every((value, side) => Math.abs(value - box[side]!) < 0.1)
      expect(seen.filter(isSame)).toHaveLength(1)
    }
    for (const { row, by, iou } of explanation.suppression.steps) {
      if (by === null) continue
      const winner = explanation.suppression.steps[by]!
      expect(winner.by).toBeNull()
      expect(iou).toBeCloseTo(boxIou(boxOf(at(boxes, row, 4)), boxOf(at(boxes, winner.row, 4))), 4)
      expect(iou).toBeGreaterThan(explanation.suppression.iouLimit)
    }

    const labels = data.groundTruths.imageIds.filter((id) => id === imageId).length
    expect(explanation.labels).toHaveLength(labels)
    expect(new Set(explanation.learned.map(({ label }) => label)).size).toBe(labels)
    for (const { row, label, fit, reached } of explanation.learned) {
      const { anchor, stride, x, y } = placeOf(explanation, row)
      const box = boxOf(explanation.labels[label]!.box)
      const [width, height] = [box.x2 - box.x1, box.y2 - box.y1]
      const shared = Math.min(width, anchor.width) * Math.min(height, anchor.height)
      expect(fit).toBeCloseTo(shared / (width * height + anchor.width * anchor.height - shared), 4)
      expect(reached).toBeCloseTo(boxIou(box, boxOf(at(boxes, row, 4))), 3)
      // The cell of the centre or one beside it.
      expect(Math.abs((box.x1 + box.x2) / 2 / stride - (x + 0.5))).toBeLessThanOrEqual(1)
      expect(Math.abs((box.y1 + box.y2) / 2 / stride - (y + 0.5))).toBeLessThanOrEqual(1)
    }

    await engine.call('results.explain', { runId: 1, imageId: data.images[1]!.id })
    expect(phases(engine).slice(3)).toEqual(['computing'])

    const { row, category } = stayed[0]!
    const activation = await engine.call('results.activation', { runId: 1, imageId, row, category })
    const values = float32sFrom(activation.values)
    const { scale, stride } = placeOf(explanation, row)
    expect(activation).toMatchObject({ row, category, scale, cells: 96 / stride })
    expect(values).toHaveLength((96 / stride) ** 2)
    expect(Math.max(...values)).toBe(1)
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0)

    // Of several pictures that wait only the last is explained.
    const ask = (place: number) => engine.call('results.explain', { runId: 1, imageId: data.images[place]!.id })
    const [first, passedBy, last] = [ask(0), ask(1), ask(2)]
    await expect(passedBy).rejects.toMatchObject({ code: 'cancelled' })
    expect([(await first).imageId, (await last).imageId]).toEqual([data.images[0]!.id, data.images[2]!.id])

    await expect(engine.call('results.explain', { runId: 9, imageId: 1 })).rejects.toMatchObject({ code: 'not-found' })
    await expect(engine.call('results.explain', { runId: 1, imageId: 999 })).rejects.toMatchObject({
      code: 'not-found',
    })
    const { path } = await engine.call('images.path', { id: data.images[0]!.id })
    writeFileSync(path, 'no picture any more')
    await expect(engine.call('results.explain', { runId: 1, imageId: data.images[0]!.id })).rejects.toMatchObject({
      code: 'file-unreadable',
    })
  })

  it('is refused for a run without weights', async () => {
    const engine = await demoEngine()
    const started = await train(engine, { epochs: 500 })
    await expect(engine.call('results.explain', { runId: started.runId, imageId: 1 })).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('kept no weights'),
    })
    await engine.call('jobs.cancel', { id: started.jobId })
    await engine.ended(started)
  })

  it('of two stages says what was proposed and what the second look made of it, as the evaluation found it', async () => {
    const engine = await demoEngine()
    await engine.ended(await train(engine, { detector: 'faster-rcnn', epochs: 3 }))
    const job = await engine.ended(await engine.call('evaluate.start', { runId: 1, split: 'all' }))
    const data = await readEvaluation(engine.call, (job.result as { evaluationId: number }).evaluationId)
    const image = data.images[0]!
    const explanation = await engine.call('results.explain', { runId: 1, imageId: image.id })
    const { proposals, offsetScales } = explanation.twoStage!
    const outputs = float32sFrom(explanation.outputs)
    const probabilities = float32sFrom(explanation.probabilities)
    const classes = explanation.categories.length

    const sure = proposals.map(({ row }) => outputs[row * 5 + 4]!)
    expect(sure).toEqual(sure.toSorted((a, b) => b - a))
    expect(new Set(proposals.map(({ row }) => row)).size).toBe(proposals.length)
    const clipped = (value: number) => Math.min(96, Math.max(0, value))
    for (const { row, box } of proposals) {
      const [tx, ty, tw, th] = at(outputs, row, 5).map((t, place) => t * (offsetScales[place] ?? 0)) as [
        number,
        number,
        number,
        number,
      ]
      const { stride, x, y, anchor } = placeOf(explanation, row)
      const [width, height] = [Math.exp(tw) * anchor.width, Math.exp(th) * anchor.height]
      const left = (x + 0.5) * stride + tx * anchor.width - width / 2
      const top = (y + 0.5) * stride + ty * anchor.height - height / 2
      const expected = [left, top, left + width, top + height].map(clipped)
      expect(box).toEqual(expected.map((value) => expect.closeTo(value, 2)))
    }
    // Only what was proposed has classes.
    const proposed = new Set(proposals.map(({ row }) => row))
    const judged = [...Array(probabilities.length / classes).keys()].filter((row) =>
      at(probabilities, row, classes).some((p) => p > 0),
    )
    expect(judged.every((row) => proposed.has(row))).toBe(true)
    expect(judged.length).toBe(proposals.length)

    const seen = explanation.found
      .map(({ score, box }) => ({ score, box: inImage(explanation, box, image) }))
      .filter(({ box: [x1, y1, x2, y2] }) => x1! < x2! && y1! < y2!)
    const stored = storedIn(data, image.id)
    expect(stored.length).toBeGreaterThan(0)
    expect(seen.map(({ score }) => score)).toEqual(stored.map(({ score }) => expect.closeTo(score, 3)))

    expect(explanation.learned.length).toBeGreaterThanOrEqual(explanation.labels.length)
    const best = explanation.learned.map(({ fit }) => fit)
    expect(Math.max(...best)).toBeLessThanOrEqual(1)
    const { row } = proposals[0]!
    const activation = await engine.call('results.activation', { runId: 1, imageId: image.id, row, category: 0 })
    expect(Math.max(...float32sFrom(activation.values))).toBe(1)
  })
})
