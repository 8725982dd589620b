import { describe, expect, it } from 'vitest'
import { lossNamesOf, mergeEpochs, runCurves } from '../../../renderer/train/epochs.ts'
import type { Epoch } from '../../../shared/reports.ts'

const epochOf = (epoch: number, change: Partial<Epoch> = {}): Epoch => ({
  runId: 1,
  epoch,
  losses: { total: 3, box: 1, class: 2 },
  learningRate: 0.01 / epoch,
  ap: null,
  ap50: null,
  seconds: 2,
  imagesPerSecond: 50,
  ...change,
})

const words = {
  epoch: 'epoch',
  losses: 'Losses',
  validation: 'Validation',
  learningRate: 'Learning rate',
  rate: 'rate',
  lossName: (name: string) => `the ${name}`,
}

describe('epochs', () => {
  it('join in order, and the later report of an epoch counts', () => {
    const merged = mergeEpochs([epochOf(1), epochOf(3)], [epochOf(2), epochOf(3, { ap: 0.5 })])

    expect(merged.map((epoch) => [epoch.epoch, epoch.ap])).toEqual([
      [1, null],
      [2, null],
      [3, 0.5],
    ])
  })

  it('are left out when cancelled before the first step', () => {
    expect(mergeEpochs([epochOf(1)], [epochOf(2, { losses: {} })])).toHaveLength(1)
  })

  it('name their loss terms, the total last', () => {
    expect(lossNamesOf([epochOf(1), epochOf(2, { losses: { total: 1, centre: 1 } })])).toEqual([
      'box',
      'class',
      'centre',
      'total',
    ])
  })

  it('become one line for each loss, for AP and AP50, and for the learning rate', () => {
    const { losses, validation, learningRate } = runCurves([epochOf(1), epochOf(2, { ap: 0.4, ap50: 0.7 })], words)

    expect(losses.x).toEqual([1, 2])
    expect(losses.series.map(({ label, values }) => [label, values])).toEqual([
      ['the box', [1, 1]],
      ['the class', [2, 2]],
      ['the total', [3, 3]],
    ])
    expect(validation.series.map(({ id, values }) => [id, values])).toEqual([
      ['ap', [null, 0.4]],
      ['ap50', [null, 0.7]],
    ])
    expect(learningRate.series[0]!.values).toEqual([0.01, 0.005])
  })
})
