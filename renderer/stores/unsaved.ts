/**
 * A change that the disk has no room for. It is tried again until it is stored, and what comes after it waits, so that
 * nothing is lost and the order stays; meanwhile the window says that it is not saved.
 */
import { create } from 'zustand'
import { BoxwrightError, type ErrorCode } from '../../shared/errors.ts'

type Unsaved = {
  /** What is in the way, in words; null while everything is on disk. */
  readonly obstacle: string | null
}

export const useUnsaved = create<Unsaved>()(() => ({ obstacle: null }))

const pauseMs = 3000
/** What a person can put right while the change waits. */
const passing: ReadonlySet<ErrorCode> = new Set(['disk-full', 'folder-not-writable'])

let endPause = () => {}

/** The user has made room: no need to wait for the next attempt. */
export const tryAgain = (): void => endPause()

export function isPassing(error: unknown): error is BoxwrightError {
  return error instanceof BoxwrightError && passing.has(error.code)
}

/** @throws what `write` throws, unless it is something that passes */
export async function untilOnDisk<T>(write: () => Promise<T>): Promise<T> {
  try {
    for (;;) {
      try {
        return await write()
      } catch (error) {
        if (!isPassing(error)) throw error
        useUnsaved.setState({ obstacle: error.message })
      }
      await pause()
    }
  } finally {
    useUnsaved.setState({ obstacle: null })
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    endPause = resolve
    setTimeout(resolve, pauseMs)
  })
}
