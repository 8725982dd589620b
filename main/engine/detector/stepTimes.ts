/**
 * How long a step takes on this device, told soon after a run begins, so that nobody waits for the slow one by surprise. The
 * first step stands apart: in it TensorFlow arranges the graph and takes its memory.
 */
import { measuredSteps } from './config.ts'

export type StepTimes = {
  readonly firstStepMs: number
  /** Median of the steps after the first; null until enough are done. */
  readonly stepMs: number | null
}

export type StepClock = { readonly measure: <Result>(step: () => Promise<Result>) => Promise<Result> }

/** @param tell is called after the first step and once more when it is known what a step takes */
export function stepClock(tell: (times: StepTimes) => void, clock = () => performance.now()): StepClock {
  const times: number[] = []
  return {
    measure: async (step) => {
      if (times.length > measuredSteps) return step()
      const startedAt = clock()
      const result = await step()
      times.push(clock() - startedAt)
      const [firstStepMs, ...others] = times as [number, ...number[]]
      if (others.length === 0) tell({ firstStepMs, stepMs: null })
      if (others.length === measuredSteps) tell({ firstStepMs, stepMs: medianOf(others) })
      return result
    },
  }
}

export function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}
