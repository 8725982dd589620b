/** What "How it works" computes on a small real detector, held against formulas, against training, and against what must be so. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { float32sFrom } from '../../shared/base64.ts'
import type { Signal } from '../../shared/howCalls.ts'
import { oneHot } from '../../shared/lessons/probabilities.ts'
import { type TestEngine, testEngine } from '../support/engine.ts'
import { heldByFormulas } from '../support/heldByFormulas.ts'
import { makeDemo, train } from '../support/training.ts'

const picture = { runId: 1, imageId: 1 }
const spreads = (signals: readonly Signal[]) => signals.map(({ deviation }) => deviation!)
const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 3))

describe('how a detector works', () => {
  // Nothing here changes the project: one run is enough for all.
  const engine = testEngine({ whenDone: afterAll })
  beforeAll(async () => {
    await makeDemo(engine)
    const started = await train(engine, { epochs: 20, average: 0, anchorsPerScale: 2, classLoss: 'cross-entropy' })
    expect(await engine.ended(started)).toMatchObject({ state: 'done', error: null })
  }, 120_000)

  it('is shown by its maps, by the losses of an anchor, and by the signal through its layers', async () => {
    await features(engine)
    await losses(engine)
    await signals(engine)
    await expect(engine.call('how.features', { runId: 9, imageId: 1 })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is tried out: the plane of its loss, optimizers on it, and what holds its weights down', async () => {
    await slice(engine)
    await paths(engine)
    await regularisation(engine)
    await cancelled(engine)
  }, 120_000)
})

async function features(engine: TestEngine): Promise<void> {
  const { maps, side, cell, neck } = await engine.call('how.features', picture)
  // 96 pixels at strides 8, 16, 32; the backbone's channels double, the neck has 16 everywhere.
  expect(maps.map(({ stage, cells }) => [stage, cells])).toEqual(
    ['backbone', 'neck'].flatMap((stage) => [12, 6, 3].map((cells) => [stage, cells])),
  )
  expect(maps.map(({ channels }) => channels)).toEqual([64, 128, 256, 16, 16, 16])
  expect({ side, cell, neck }).toEqual({ side: 96, cell: { anchors: 2, classes: 4 }, neck: 'add' })
  for (const { strongest, cells } of maps) {
    const strengths = strongest.map(({ strength }) => strength)
    expect(strengths).toEqual([...strengths].sort((a, b) => b - a))
    for (const { values, high, low } of strongest) {
      const all = float32sFrom(values)
      expect(all).toHaveLength(cells * cells)
      if (high > low) expect([Math.min(...all), Math.max(...all)]).toEqual([0, 1])
    }
  }
}

async function losses(engine: TestEngine): Promise<void> {
  const { settings } = await engine.call('runs.get', { id: picture.runId })
  const { learned } = await engine.call('results.explain', picture)
  const own = learned[0]!
  const found = await engine.call('how.losses', { ...picture, row: own.row })
  heldByFormulas(found)
  const [box, objectness, ofClass] = found.terms
  const { box: label, category } = found.label!
  expect(box!.formula).toMatchObject({
    kind: 'decoded',
    loss: settings.boxLoss,
    box: label,
    weight: settings.boxWeight,
  })
  const target = expect.closeTo(own.reached, 4)
  expect(objectness!.formula).toMatchObject({ at: 4, loss: settings.objectnessLoss, target, weight: 1 })
  expect(ofClass!.formula).toMatchObject({ from: 5, loss: 'cross-entropy', targets: oneHot(category, 4), weight: 0.5 })
  for (const { value } of found.terms) expect(value).toBeGreaterThan(0)

  // An anchor that learns nothing pays for its objectness alone.
  const rows = new Set(learned.map(({ row }) => row))
  const idle = [0, 1, 2, 3, 4, 5, 6].find((row) => !rows.has(row))!
  const nothing = await engine.call('how.losses', { ...picture, row: idle })
  heldByFormulas(nothing)
  expect(nothing.label).toBeNull()
  expect(nothing.terms.map(({ formula }) => formula?.kind ?? null)).toEqual([null, 'element', null])
  expect(nothing.terms[1]!.gradients[4]).toBeCloseTo(1 / (1 + Math.exp(-nothing.numbers[4]!.value)), 4)
  await expect(engine.call('how.losses', { ...picture, row: 1e6 })).rejects.toMatchObject({ code: 'not-found' })
}

async function signals(engine: TestEngine): Promise<void> {
  const found = await engine.call('how.signals', picture)
  const names = found.trained.map(({ layer }) => layer)
  expect(names[0]).toBe('backbone/0/down')
  expect(names.at(-1)).toMatch(/^head\/2/)
  expect(found.trained[0]!.side).toBe(48)
  expect(found.without.map(({ layer }) => layer)).toEqual(names)
  // 48 x 48 cells of 16 channels.
  expect(found.trained[0]!.counts.reduce((sum, count) => sum + count, 0)).toBe(48 * 48 * 16)
  // The first layer's norm is not the identity, or nothing would be taken out.
  expect(found.without[0]!.deviation).not.toBeCloseTo(found.trained[0]!.deviation!, 3)

  const downs = (signals: readonly Signal[]) =>
    spreads(signals.filter(({ layer }) => /^backbone\/\d\/down/.test(layer)))
  const starts = async (normalisation: 'none' | 'batch') => {
    const all = await engine.call('how.starts', { ...picture, normalisation })
    return Object.fromEntries(all.map((each) => [each.start, downs(each.signals)]))
  }
  const { small, large, kaiming } = await starts('none')
  expect(small!.at(-1)!).toBeLessThan(small![0]! / 1e3)
  expect(large!.at(-1)!).toBeGreaterThan(large![0]! * 1e3)
  expect(kaiming!.at(-1)! / kaiming![0]!).toBeGreaterThan(0.1)
  expect(kaiming!.at(-1)! / kaiming![0]!).toBeLessThan(30)
  // Batch norm makes up for either, as far as its epsilon lets it.
  const normalised = await starts('batch')
  expect(normalised.small!.at(-1)!).toBeGreaterThan(small!.at(-1)! * 100)
  expect(normalised.large!.at(-1)!).toBeLessThan(10)
  expect(Math.max(...normalised.large!) / Math.min(...normalised.large!)).toBeLessThan(10)
}

async function slice(engine: TestEngine): Promise<void> {
  const found = await engine.call('how.slice', { ...picture, seed: 1 })
  const values = float32sFrom(found.values)
  expect(values).toHaveLength(found.cells ** 2)
  expect(values[(found.cells ** 2 - 1) / 2]).toBe(Math.fround(found.here))
  expect(found.images).toBe(4)
  // What training has made small is smaller here than around.
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  expect(found.here).toBeLessThan(mean)
  const parts = engine.events
    .filter(({ name }) => name === 'results.explaining')
    .map(({ data }) => (data as { part: number | null }).part)
  expect(parts.filter((part) => part !== null).length).toBeGreaterThan(10)
}

async function paths(engine: TestEngine): Promise<void> {
  const start = [0.6, -0.6] as const
  const { paths: found, gradient } = await engine.call('how.paths', { ...picture, seed: 1, start: [...start] })
  expect(found.map(({ rule }) => rule)).toEqual(['sgd', 'momentum', 'rmsprop', 'adam'])
  const [first] = found[0]!.points
  for (const { points } of found) expect(points[0]).toEqual(first)
  const step = (rule: string) => {
    const { points } = found.find((each) => each.rule === rule)!
    return points[1]!.at.map((value, place) => value - start[place]!)
  }
  // Against the gradient, so far as said; Adam equally far along both.
  const length = Math.hypot(...gradient)
  expect(step('sgd')).toEqual(close(gradient.map((slope) => (-0.06 * slope) / length)))
  expect(step('momentum')).toEqual(step('sgd'))
  expect(step('adam')).toEqual(close(gradient.map((slope) => -0.06 * Math.sign(slope))))
  // Without momentum the square root of 0.01 g² is a tenth of g.
  expect(step('rmsprop')).toEqual(close(gradient.map((slope) => -0.06 * Math.sign(slope))))
  for (const { points } of found) expect(points.at(-1)!.loss).toBeLessThan(first!.loss)
}

async function regularisation(engine: TestEngine): Promise<void> {
  const found = await engine.call('how.regularisation', picture)
  const head = (kind: string) => found.heads.find((each) => each.kind === kind)!
  expect(found.heads.map(({ kind }) => kind)).toEqual(['run', 'none', 'l2', 'l1', 'dropout'])
  for (const { counts } of found.heads) expect(counts.reduce((sum, count) => sum + count, 0)).toBe(found.weights)
  // 0.96 of each weight is left after a step, less what the gradient gives back.
  expect(1 - 2 * found.learningRate * found.l2).toBeCloseTo(0.96, 10)
  expect(head('l2').norm / head('run').norm).toBeLessThan(0.5)
  expect(head('l2').norm / head('run').norm).toBeGreaterThan(0.96 ** found.steps * 0.9)
  expect(head('none').norm).toBeGreaterThan(head('l2').norm)
  expect(head('l1').nearlyZero).toBeGreaterThan(3 * head('none').nearlyZero)
  expect(head('none').loss).toBeLessThan(head('run').loss)
}

async function cancelled(engine: TestEngine): Promise<void> {
  const asked = engine.call('how.slice', { ...picture, seed: 2 })
  const known = engine.events.length
  while (!engine.events.slice(known).some(({ data }) => (data as { part?: number | null }).part != null)) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await engine.call('how.cancel', {})
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
  // The process is there for the next question.
  expect((await engine.call('how.features', picture)).maps).toHaveLength(6)
}
