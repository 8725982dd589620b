import { describe, expect, it } from 'vitest'
import { gridSize, sampleTrials, withValues } from '../../../shared/search/sampling.ts'
import { type SearchParameter, searchSettings } from '../../../shared/search/settings.ts'
import { defaultTrainSettings } from '../../../shared/trainSettings.ts'

const rate: SearchParameter = { kind: 'range', key: 'learningRate', low: 1e-4, high: 1e-2, isLog: true, points: 3 }
const zoom: SearchParameter = { kind: 'range', key: 'scale', low: 0.2, high: 0.8, isLog: false, points: 4 }
const loss: SearchParameter = { kind: 'list', key: 'boxLoss', values: ['ciou', 'giou'] }

const searched = (parameters: readonly SearchParameter[], change: object = {}) =>
  searchSettings.parse({ base: defaultTrainSettings, parameters, ...change })

const numbersOf = (key: 'learningRate' | 'scale' | 'size', parameters: readonly SearchParameter[], trials = 1000) =>
  sampleTrials(searched(parameters, { trials }))
    .slice(1)
    .map((values) => values[key] as number)

describe('a grid', () => {
  it('takes every combination, the last parameter changing first', () => {
    const grid = sampleTrials(searched([rate, loss], { sampling: 'grid' }))
    expect(grid).toEqual([
      { learningRate: 0.0001, boxLoss: 'ciou' },
      { learningRate: 0.0001, boxLoss: 'giou' },
      { learningRate: 0.001, boxLoss: 'ciou' },
      { learningRate: 0.001, boxLoss: 'giou' },
      { learningRate: 0.01, boxLoss: 'ciou' },
      { learningRate: 0.01, boxLoss: 'giou' },
    ])
    expect(gridSize([rate, zoom, loss])).toBe(3 * 4 * 2)
  })

  it('spaces a linear range evenly, and steps where a setting has steps', () => {
    const values = (parameter: SearchParameter) =>
      sampleTrials(searched([parameter], { sampling: 'grid' })).map((trial) => trial[parameter.key])
    expect(values(zoom)).toEqual([0.2, 0.4, 0.6, 0.8])
    // 224, 266.7, 309.3 and 352, to multiples of 32; then 1, 1.5 and 2 to whole numbers, of which two are the same.
    expect(values({ ...zoom, key: 'size', low: 224, high: 352 })).toEqual([224, 256, 320, 352])
    expect(values({ ...zoom, key: 'anchorsPerScale', low: 1, high: 2, points: 3 })).toEqual([1, 2])
  })
})

describe('random trials', () => {
  it('begin with the settings as they are', () => {
    const [first] = sampleTrials(searched([rate, zoom, loss]))
    expect(first).toEqual({ learningRate: 0.002, scale: 0.5, boxLoss: 'ciou' })
  })

  it('lie evenly over the powers of a logarithmic range', () => {
    const drawn = numbersOf('learningRate', [rate])
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(1e-4)
    expect(Math.max(...drawn)).toBeLessThanOrEqual(1e-2)
    // Half below 10^-3 and a quarter below 10^-3.5; three deviations of a binomial of 999 are 47 and 41.
    const below = (limit: number) => drawn.filter((value) => value < limit).length
    expect(Math.abs(below(1e-3) - 500)).toBeLessThan(47)
    expect(Math.abs(below(10 ** -3.5) - 250)).toBeLessThan(41)
  })

  it('lie evenly over a linear range, with every step as likely, those at the ends too', () => {
    const drawn = numbersOf('scale', [zoom])
    expect(Math.abs(drawn.filter((value) => value < 0.5).length - 500)).toBeLessThan(47)
    const size = { ...zoom, key: 'size', low: 224, high: 320 } as const
    // Distinct because of the rate; of four sizes each a quarter.
    const sizes = numbersOf('size', [size, rate])
    for (const side of [224, 256, 288, 320])
      expect(Math.abs(sizes.filter((value) => value === side).length - 250)).toBeLessThan(41)
  })

  it('are the same for the same seed, and others for another', () => {
    const draw = (seed: number) => sampleTrials(searched([rate, zoom, loss], { seed }))
    expect(draw(3)).toEqual(draw(3))
    expect(draw(4).slice(1)).not.toEqual(draw(3).slice(1))
  })

  it('are different from each other, and fewer when there are not so many', () => {
    const trials = sampleTrials(searched([loss, { kind: 'list', key: 'mosaic', values: [null, 0, 0.5] }]))
    // Two losses by three mosaics; the settings as they are, (ciou, null), are one of the six.
    expect(trials).toHaveLength(6)
    expect(new Set(trials.map((trial) => JSON.stringify(trial))).size).toBe(6)
  })

  it('are settings that a run takes', () => {
    const [, second] = sampleTrials(searched([rate, loss]))
    const settings = withValues({ ...defaultTrainSettings, size: 96 }, second!)
    expect(settings).toEqual({ ...defaultTrainSettings, size: 96, ...second })
  })
})
