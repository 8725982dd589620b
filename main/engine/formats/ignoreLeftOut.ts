import { counted } from './counted.ts'
import type { ExportPart } from './format.ts'
import { problemItem } from './problem.ts'

/** What an export says when ignore regions could not be written; nothing when there were none. */
export function ignoreLeftOut(file: string, count: number, reason: string): ExportPart[] {
  if (count === 0) return []
  const message = `${counted(count, 'ignore region')} left out: ${reason}`
  return [problemItem('ignore-left-out', { file }, message)]
}
