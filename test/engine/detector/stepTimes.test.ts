import { expect, it } from 'vitest'
import { type StepTimes, stepClock } from '../../../main/engine/detector/stepTimes.ts'

it('tells what the first step took, and after five more their median, once each', async () => {
  let now = 0
  const told: StepTimes[] = []
  const clock = stepClock(
    (times) => told.push(times),
    () => now,
  )
  const durations = [900, 40, 300, 50, 45, 60, 1, 1, 1]
  const results: number[] = []
  for (const duration of durations) {
    const step = async () => {
      now += duration
      return duration
    }
    results.push(await clock.measure(step))
  }
  expect(results).toEqual(durations)
  // 40, 45, 50, 60, 300
  expect(told).toEqual([
    { firstStepMs: 900, stepMs: null },
    { firstStepMs: 900, stepMs: 50 },
  ])
})
