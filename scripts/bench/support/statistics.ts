/** Durations of many repetitions, and what is said of them. */

/** @param part 0..1; 0.5 is the median */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(part * sorted.length) - 1))]!
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** In milliseconds. */
export async function timeOf(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
