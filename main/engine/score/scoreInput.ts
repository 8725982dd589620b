/** What both readers hand over, and how they say that a file is not as it should be. */
import { BoxwrightError } from '../../../shared/errors.ts'
import type { Dataset } from '../../../shared/metrics/dataset.ts'

export type ScoreInput = { readonly dataset: Dataset; readonly warnings: readonly string[] }

/**
 * `place` is a field or a line, e.g. `annotations[3].bbox` or `line 7`; empty when the whole file is meant.
 * `remedy` is a sentence that says what to do.
 */
export function invalidFile(file: string, place: string, problem: string, remedy: string): BoxwrightError {
  const where = place === '' ? file : `${file}: ${place}`
  return new BoxwrightError('format-invalid', `${where} ${problem}. ${remedy}`, { file, place })
}

export function unreadableFile(file: string, error: unknown): BoxwrightError {
  const reason = error instanceof Error ? error.message : String(error)
  return new BoxwrightError(
    'file-unreadable',
    `${file} cannot be read: ${reason}. Check the path and that you may read it.`,
    { file, reason },
  )
}
