/** Everything that can go wrong in a foreseeable way, as a stable code that programs and translations may rely on. */
export type ErrorCode =
  | 'bad-request'
  | 'unknown-call'
  | 'engine-gone'
  | 'internal'
  | 'cancelled'
  | 'no-project'
  | 'project-exists'
  | 'project-not-found'
  | 'project-foreign'
  | 'project-newer'
  | 'project-in-use'
  | 'project-damaged'
  | 'not-found'
  | 'conflict'
  | 'folder-not-found'
  | 'folder-not-writable'
  | 'file-unreadable'
  | 'disk-full'
  | 'format-unknown'
  | 'format-invalid'
  | 'nothing-imported'
  | 'nothing-to-export'
  | 'nothing-to-train'
  | 'nothing-to-evaluate'
  | 'not-split'
  | 'job-busy'
  | 'step-under-way'
  | 'job-failed'
  | 'loss-not-finite'
  | 'out-of-memory'
  | 'worker-killed'
  | 'library-missing'
  | 'library-broken'
  | 'gpu-missing'
  | 'device-lost'
  | 'weights-missing'

export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>

/** The form in which an error crosses a process border. */
export type PlainError = { readonly code: ErrorCode; readonly message: string; readonly details: ErrorDetails }

/**
 * An error that a user or a script can act on. `message` says in English what happened, to which file, and what to do;
 * `details` holds the same facts as values, so that another language can say it too.
 */
export class BoxwrightError extends Error {
  override readonly name = 'BoxwrightError'
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message)
    this.code = code
    this.details = details
  }
}

/** Any thrown value as plain data. What is not a BoxwrightError becomes `internal` and keeps its stack in the details. */
export function toPlainError(error: unknown): PlainError {
  if (error instanceof BoxwrightError) return { code: error.code, message: error.message, details: error.details }
  if (error instanceof Error) {
    return { code: 'internal', message: error.message, details: { stack: error.stack ?? '' } }
  }
  return { code: 'internal', message: String(error), details: {} }
}

export function fromPlainError(plain: PlainError): BoxwrightError {
  return new BoxwrightError(plain.code, plain.message, plain.details)
}

/** Whether somebody gave up what failed, which is no news to them. */
export const isCancelled = (error: unknown): boolean => error instanceof BoxwrightError && error.code === 'cancelled'

/** Ends a switch over a union: a forgotten case is a compile error, and a thrown one if a value slipped past the types. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`)
}

/** States what the code relies on. A failure is a fault of Boxwright, never of the user. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`)
}
