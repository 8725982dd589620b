import { describe, expect, it } from 'vitest'
import { comparisonChart, differentSettings } from '../../../renderer/train/compareRuns.ts'
import type { Epoch, Run } from '../../../shared/reports.ts'
import { trainSettings } from '../../../shared/trainSettings.ts'

const runOf = (change: object) => ({ settings: trainSettings.parse(change) }) as Run

const epochOf = (epoch: number, seconds: number, ap: number | null): Epoch => ({
  runId: 1,
  epoch,
  losses: { total: 1 },
  learningRate: 0.1,
  ap,
  ap50: ap,
  seconds,
  imagesPerSecond: 10,
})

describe('runs beside each other', () => {
  it('only settings that differ are listed, in the order of the form', () => {
    const runs = [runOf({ size: 320, optimizer: 'sgd' }), runOf({ size: 416 }), runOf({ size: 320 })]
    expect(differentSettings(runs)).toEqual([
      { key: 'size', texts: ['320', '416', '320'] },
      { key: 'optimizer', texts: ['sgd', 'adamw', 'adamw'] },
    ])
    expect(differentSettings([runOf({}), runOf({})])).toEqual([])
    // Both have a momentum, but only SGD asks for it.
    expect(differentSettings([runOf({ optimizer: 'sgd', momentum: 0.8 }), runOf({})])).toContainEqual({
      key: 'momentum',
      texts: ['0.8', ''],
    })
    expect(differentSettings([runOf({ momentum: 0.8 }), runOf({})])).toEqual([])
  })

  it('their AP is drawn over the minutes of training, epochs without validation left out', () => {
    const runs = [
      { name: '#1', epochs: [epochOf(1, 60, 0.1), epochOf(2, 60, null), epochOf(3, 60, 0.3)] },
      { name: '#2', epochs: [epochOf(1, 120, 0.2)] },
    ]
    const { x, series } = comparisonChart(runs, 'AP', 'minutes')
    expect(x).toEqual([1, 2, 3])
    expect(series.map(({ label, values }) => [label, values])).toEqual([
      ['#1', [0.1, null, 0.3]],
      ['#2', [null, 0.2, null]],
    ])
  })
})
