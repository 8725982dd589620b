import { describe, expect, it } from 'vitest'
import { saveRhythm } from '../../../main/engine/detector/saveRhythm.ts'
import { averageKeepAt, rateAt } from '../../../main/engine/detector/schedule.ts'
import { defaultTrainSettings, trainSettings } from '../../../shared/trainSettings.ts'

describe('learning rate', () => {
  it('rises, then falls along a cosine to a fiftieth', () => {
    expect(rateAt(defaultTrainSettings, 0, 0)).toBe(0.05)
    // A quarter of a warm-up over 0.04 of the run.
    expect(rateAt(defaultTrainSettings, 0.01, 500) / rateAt(defaultTrainSettings, 0.04, 500)).toBeCloseTo(0.25, 2)
    // Half way down a cosine from 1 to 0.02.
    expect(rateAt(defaultTrainSettings, 0.5, 500)).toBeCloseTo(0.51, 10)
    expect(rateAt(defaultTrainSettings, 1, 1000)).toBeCloseTo(0.02, 10)
  })

  it('falls in steps, the last one before the end', () => {
    const settings = trainSettings.parse({ schedule: 'step', stepEvery: 0.25, stepFactor: 0.1 })
    const rates = [0.1, 0.24, 0.25, 0.6, 0.99, 1].map((part) => rateAt(settings, part, 500))
    for (const [index, expected] of [1, 1, 0.1, 0.01, 0.001, 0.001].entries())
      expect(rates[index]).toBeCloseTo(expected, 10)
  })

  it('stays where it is when it is constant, and needs no warm-up', () => {
    const settings = trainSettings.parse({ schedule: 'constant', warmUp: 0 })
    for (const part of [0, 0.3, 1]) expect(rateAt(settings, part, 0)).toBe(1)
  })
})

it('the average of the weights keeps little at first and nearly all later', () => {
  expect(averageKeepAt(0.998, 0)).toBeCloseTo(0.1, 10)
  expect(averageKeepAt(0.998, 90)).toBeCloseTo(0.91, 10)
  expect(averageKeepAt(0.998, 1e6)).toBe(0.998)
  expect(averageKeepAt(0, 1e6)).toBe(0)
})

it.each([
  // Three hundredths of two seconds.
  { taken: 0.06, pause: 2 },
  // They would be three hundredths of a hundred seconds, but nobody should lose so much.
  { taken: 3, pause: 10 },
])('a run that took $taken s to note its place does so again after $pause s', async ({ taken, pause }) => {
  let now = 0
  const rhythm = saveRhythm(() => now)
  expect(rhythm.isDue()).toBe(true)
  await rhythm.measure(async () => {
    now += taken
  })
  now += pause - 0.1
  expect(rhythm.isDue()).toBe(false)
  now += 0.2
  expect(rhythm.isDue()).toBe(true)
})
