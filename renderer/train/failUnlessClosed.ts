import { BoxwrightError } from '../../shared/errors.ts'
import { fail } from '../stores/messages.ts'

/** For what is read in the background: that the project was closed meanwhile is no error to anyone. */
export function failUnlessClosed(error: unknown): void {
  if (error instanceof BoxwrightError && error.code === 'no-project') return
  fail(error)
}
