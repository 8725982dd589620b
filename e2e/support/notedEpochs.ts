import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** How many epochs a run has behind it by the place that it would go on from. */
export function notedEpochs(project: string, runId: number): number {
  const place = JSON.parse(readFileSync(join(`${project}.runs`, String(runId), 'resume.json'), 'utf8'))
  return place.progress.epochs
}
