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
  return { engine, data: await evaluated(engine) }
}

async function evaluated(engine: TestEngine, runId = 1): Promise<EvaluationData> {
  const job = await engine.ended(await engine.call('evaluate.start', { runId, split: 'all' }))
  return readEvaluation(engine.call, (job.result as { evaluationId: number }).evaluationId)
}

const phases = (engine: TestEngine) =>
  engine.events
    .filter(({ name }) => name === 'results.explaining')
    .map(({ data }) => (data as EventData<'results.explaining'>).phase)

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
const boxOf = ([x1, y1, x2, y2]: readonly number[]) => ({ x1: x1!, y1: y1!, x2: x2!, y2: y2! })
const at = (values: Float32Array, row: number, width: number) => [...values.subarray(row * width, (row + 1) * width)]

/** Scale, cell and anchor of a row: fine to coarse, then row, column, anchor. */
function placeOf({ side, layout }: Explanation, row: number) {
  if (layout.kind !== 'grid') throw new Error('there is no grid')
  const { anchors } = layout
  let rest = row
  for (const [scale, cells] of layout.cells.entries()) {
    const stride = side / cells
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

function ofFamily<Name extends Explanation['family']['detector']>({ family }: Explanation, name: Name) {
  expect(family.detector).toBe(name)
  return family as Extract<Explanation['family'], { readonly detector: Name }>
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

/** Each run and each look starts a worker process, which takes long on a busy machine. */
const patienceMs = 300_000

describe('explaining a picture', { timeout: patienceMs }, () => {
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
    const { explanation, image } = await asEvaluated(engine)
    const { proposals, offsetScales, regionIou } = ofFamily(explanation, 'faster-rcnn')
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

    expect(explanation.learned.length).toBeGreaterThanOrEqual(explanation.labels.length)
    const best = explanation.learned.map(({ fit }) => fit)
    expect(Math.max(...best)).toBeLessThanOrEqual(1)
    // What a proposal shows is the label that it overlaps most, if by a half.
    const labels = explanation.labels.map(({ box }) => boxOf(box))
    for (const { box, shows } of proposals) {
      const ious = labels.map((label) => boxIou(label, boxOf(box)))
      const most = Math.max(...ious)
      expect(shows).toEqual(most < regionIou ? null : { label: ious.indexOf(most), iou: expect.closeTo(most, 4) })
    }
    const { row } = proposals[0]!
    const activation = await engine.call('results.activation', { runId: 1, imageId: image.id, row, category: 0 })
    expect(Math.max(...float32sFrom(activation.values))).toBe(1)
  })

  it('of an SSD says what the evaluation found, which default boxes learn a label, and which the background', async () => {
    const engine = await demoEngine()
    await engine.ended(await train(engine, { detector: 'ssd', epochs: 3 }))
    const { explanation, image } = await asEvaluated(engine)
    const { objectIou, offsetScales, negatives } = ofFamily(explanation, 'ssd')
    const outputs = float32sFrom(explanation.outputs)
    const boxes = float32sFrom(explanation.boxes)
    const probabilities = float32sFrom(explanation.probabilities)
    const classes = explanation.categories.length
    // Maps of strides 8 to 512 on 96 pixels, where stride 2 rounds up.
    expect(explanation.layout).toMatchObject({ kind: 'grid', cells: [12, 6, 3, 2, 1, 1, 1] })
    const rows = 144 * 6 + 36 * 5 + (9 + 4 + 1 + 1 + 1) * 6
    expect([outputs.length, boxes.length, probabilities.length]).toEqual([5 * rows, 4 * rows, classes * rows])

    for (const row of [0, 900, rows - 10, rows - 1]) {
      const [tx, ty, tw, th, sure] = at(outputs, row, 5) as [number, number, number, number, number]
      const { stride, x, y, anchor } = placeOf(explanation, row)
      const [centreX, centreY] = [
        (x + 0.5) * stride + offsetScales[0] * tx * anchor.width,
        (y + 0.5) * stride + offsetScales[1] * ty * anchor.height,
      ]
      const [width, height] = [
        Math.exp(offsetScales[2] * tw) * anchor.width,
        Math.exp(offsetScales[3] * th) * anchor.height,
      ]
      const expected = [centreX - width / 2, centreY - height / 2, centreX + width / 2, centreY + height / 2]
      expect(at(boxes, row, 4)).toEqual(expected.map((value) => expect.closeTo(value, 2)))
      // Classes and background make 1.
      const together = at(probabilities, row, classes).reduce((sum, value) => sum + value, 0)
      expect(together).toBeCloseTo(sigmoid(sure), 4)
    }

    const labels = explanation.labels.map(({ box }) => boxOf(box))
    const defaultBox = (row: number) => {
      const { stride, x, y, anchor } = placeOf(explanation, row)
      const [centreX, centreY] = [(x + 0.5) * stride, (y + 0.5) * stride]
      const [halfWidth, halfHeight] = [anchor.width / 2, anchor.height / 2]
      return { x1: centreX - halfWidth, y1: centreY - halfHeight, x2: centreX + halfWidth, y2: centreY + halfHeight }
    }
    expect(new Set(explanation.learned.map(({ label }) => label)).size).toBe(labels.length)
    for (const { row, label, fit, reached } of explanation.learned) {
      expect(fit).toBeCloseTo(boxIou(labels[label]!, defaultBox(row)), 4)
      expect(reached).toBeCloseTo(boxIou(labels[label]!, boxOf(at(boxes, row, 4))), 3)
    }
    const learning = new Set(explanation.learned.map(({ row }) => row))
    // All that overlap a label by more than a half learn one.
    const near = [...Array(rows).keys()].filter((row) =>
      labels.some((label) => boxIou(label, defaultBox(row)) > objectIou),
    )
    expect(near.filter((row) => !learning.has(row))).toEqual([])

    // Of all others those that are surest not to be background, three for each that learns a label.
    expect(negatives).toHaveLength(Math.max(12, 3 * learning.size))
    const background = (row: number) => 1 - at(probabilities, row, classes).reduce((sum, value) => sum + value, 0)
    for (const { row, entropy } of negatives) {
      expect(learning.has(row)).toBe(false)
      expect(entropy).toBeCloseTo(-Math.log(background(row)), 2)
    }
    const least = negatives.at(-1)!.entropy
    const chosen = new Set(negatives.map(({ row }) => row))
    const left = [...Array(rows).keys()].filter((row) => !learning.has(row) && !chosen.has(row))
    expect(Math.max(...left.map((row) => -Math.log(background(row))))).toBeLessThanOrEqual(least + 1e-3)

    const { row } = explanation.found[0]!
    const activation = await engine.call('results.activation', { runId: 1, imageId: image.id, row, category: 0 })
    const { scale } = placeOf(explanation, row)
    expect(activation).toMatchObject({ scale, cells: [12, 6, 3, 2, 1, 1, 1][scale] })
    expect(Math.max(...float32sFrom(activation.values))).toBe(1)

    const { maps, neck, cell } = await engine.call('how.features', { runId: 1, imageId: image.id })
    expect(maps.map(({ stage, cells }) => `${stage} ${cells}`)).toEqual([
      ...['backbone 12', 'backbone 6', 'backbone 3'],
      ...['further 2', 'further 1', 'further 1', 'further 1'],
    ])
    expect({ neck, cell }).toEqual({ neck: null, cell: { anchors: 6, classes } })
  })

  it('of families without a grid says what they look at instead: windows, or proposals', async () => {
    const engine = await demoEngine()
    for (const detector of ['sliding-window', 'rcnn'] as const)
      await engine.ended(await train(engine, { detector, epochs: 1, width: 'small' }))
    for (const [runId, detector] of [
      [1, 'sliding-window'],
      [2, 'rcnn'],
    ] as const) {
      const { explanation, image } = await asEvaluated(engine, runId)
      const { objectIou } = ofFamily(explanation, detector)
      const { layout } = explanation
      if (layout.kind !== 'windows') throw new Error('there is a grid')
      const windows = float32sFrom(layout.boxes)
      const boxes = float32sFrom(explanation.boxes)
      const probabilities = float32sFrom(explanation.probabilities)
      const rows = windows.length / 4
      expect(layout.shapes.reduce((sum, { count }) => sum + count, 0)).toBe(rows)
      expect(boxes.length).toBe(windows.length)
      let first = 0
      for (const { width, height, count } of layout.shapes) {
        for (let row = first; row < first + count; row++) {
          const [x1, y1, x2, y2] = at(windows, row, 4) as [number, number, number, number]
          if (x2 > x1) expect([x2 - x1, y2 - y1]).toEqual([expect.closeTo(width, 3), expect.closeTo(height, 3)])
          // For a place that no proposal was left for nothing is said.
          else expect(at(probabilities, row, explanation.categories.length).every((value) => value === 0)).toBe(true)
        }
        first += count
      }
      // A window of the sliding window is its box.
      expect(boxes.every((value, place) => value === windows[place])).toBe(detector === 'sliding-window')
      const labels = explanation.labels.map(({ box }) => boxOf(box))
      const shown = [...Array(rows).keys()].flatMap((row) => {
        const ious = labels.map((label) => boxIou(label, boxOf(at(windows, row, 4))))
        const most = Math.max(...ious)
        return most >= objectIou ? [{ row, label: ious.indexOf(most) }] : []
      })
      expect(explanation.learned.map(({ row, label }) => ({ row, label }))).toEqual(shown)
      await expect(
        engine.call('results.activation', { runId, imageId: image.id, row: 0, category: 0 }),
      ).rejects.toMatchObject({ code: 'bad-request' })
    }
    const features = (runId: number) => engine.call('how.features', { runId, imageId: 1 })
    expect((await features(1)).cell).toBeNull()
    await expect(features(2)).rejects.toMatchObject({ code: 'bad-request' })
  })
})

/** The first image of the project, explained, after its detections were compared with those that the evaluation stored. */
async function asEvaluated(engine: TestEngine, runId = 1) {
  const data = await evaluated(engine, runId)
  const image = data.images[0]!
  const explanation = await engine.call('results.explain', { runId, imageId: image.id })
  const seen = explanation.found
    .map(({ score, box }) => ({ score, box: inImage(explanation, box, image) }))
    .filter(({ box: [x1, y1, x2, y2] }) => x1! < x2! && y1! < y2!)
  const stored = storedIn(data, image.id)
  expect(stored.length).toBeGreaterThan(0)
  expect(seen.map(({ score }) => score)).toEqual(stored.map(({ score }) => expect.closeTo(score, 3)))
  return { explanation, image }
}
