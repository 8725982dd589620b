/** Runs that learn otherwise than by a step for each batch: from all images at once, by methods of second order, until the loss rises. */
import { describe, expect, it } from 'vitest'
import type { Epoch } from '../../shared/reports.ts'
import { trainSettings } from '../../shared/trainSettings.ts'
import type { TestEngine } from '../support/engine.ts'
import { demoEngine, small, train } from '../support/training.ts'

const epochsOf = async (engine: TestEngine, change: object): Promise<{ epochs: Epoch[]; endReason: string | null }> => {
  const started = await train(engine, { width: 'small', precision: 'float32', ...change })
  const job = await engine.ended(started)
  expect(job.error).toBeNull()
  const { epochs, endReason } = await engine.call('runs.get', { id: started.runId })
  return { epochs, endReason }
}
const totals = (epochs: readonly Epoch[]) => epochs.map(({ losses }) => losses.total!)

const patienceMs = 240_000

describe('learning from all images at once', { timeout: patienceMs }, () => {
  it('is what a batch of all images does in one step', async () => {
    const engine = await demoEngine()
    const images = (await engine.call('images.ids', { filter: 'split:train' })).length
    const same = { epochs: 3, batch: images, optimizer: 'sgd', learningRate: 0.01, warmUp: 0, flipHorizontal: 0.5 }
    const [byStep, byEpoch] = [await epochsOf(engine, same), await epochsOf(engine, { ...same, update: 'epoch' })]
    expect(byEpoch.epochs).toHaveLength(3)
    for (const [place, total] of totals(byStep.epochs).entries()) {
      expect(totals(byEpoch.epochs)[place]! / total).toBeCloseTo(1, 4)
    }
  })

  it('with a batch of one image changes the weights for each image, and learns more in an epoch than once for all', async () => {
    const engine = await demoEngine()
    const same = { epochs: 6, batch: 1, optimizer: 'sgd', learningRate: 0.01, warmUp: 0, normalisation: 'none' }
    const [each, once] = [await epochsOf(engine, same), await epochsOf(engine, { ...same, update: 'epoch' })]
    expect(totals(each.epochs).at(-1)).toBeLessThan(totals(once.epochs).at(-1)!)
  })

  it('by L-BFGS never climbs, on the head of a frozen backbone; where the backbone learns it is refused with the reason', async () => {
    const engine = await demoEngine()
    const lbfgs = { ...small, optimizer: 'lbfgs', start: 'pretrained', epochs: 4 }
    await expect(
      engine.call('train.start', { settings: trainSettings.parse({ ...lbfgs, frozen: 'early' }) }),
    ).rejects.toThrow(/choose a pretrained backbone that is frozen wholly/)
    const { epochs, endReason } = await epochsOf(engine, { ...lbfgs, frozen: 'all', weightDecay: 0 })
    expect(endReason).toBe('epochs')
    const losses = totals(epochs)
    for (const [place, loss] of losses.slice(1).entries()) expect(loss).toBeLessThanOrEqual(losses[place]!)
    expect(losses.at(-1)).toBeLessThan(losses[0]! * 0.9)
  })
})

describe('early stopping', { timeout: patienceMs }, () => {
  it('ends a run when the validation loss rose twice in a row, and not before', async () => {
    const engine = await demoEngine()
    const { epochs, endReason } = await epochsOf(engine, {
      epochs: 200,
      rises: 2,
      learningRate: 0.02,
      average: 0,
      seed: 5,
    })
    expect(endReason).toBe('rises')
    const losses = epochs.flatMap(({ losses: { validation } }) => (validation === undefined ? [] : [validation]))
    expect(losses.length).toBeGreaterThan(2)
    const isRise = losses.map((loss, place) => place > 0 && loss > losses[place - 1]!)
    const rowEnds = isRise.flatMap((rose, place) => (rose && isRise[place - 1] ? [place] : []))
    expect(rowEnds).toEqual([losses.length - 1])
  })
})
