import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { memoryPlace } from './memoryPlace.ts'

/** What has vitest call something at the end: of a test, or of a file. */
export type WhenDone = (work: () => void | Promise<void>) => void

/** A new folder that goes when the test ends. */
export function temporaryFolder(parent = tmpdir(), whenDone: WhenDone = onTestFinished): string {
  const folder = mkdtempSync(join(parent, 'boxwright-test-'))
  whenDone(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** One whose files are in memory where the system has such a place. */
export function memoryFolder(): string {
  return temporaryFolder(memoryPlace)
}
