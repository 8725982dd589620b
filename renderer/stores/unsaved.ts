/**
 * A change that the disk has no room for. It is tried again until it is stored, and what comes after it waits, so that
 * nothing is lost and the order stays; meanwhile the window says that it is not saved.
 */
import { create } from 'zustand'
import { BoxwrightError } from '../../shared/errors.ts'

/** What a person can put right while the change waits. */
const passing = ['disk-full', 'folder-not-writable'] as const

export type Obstacle = { readonly code: (typeof passing)[number]; readonly path: string }

type Unsaved = {
  /** Null while everything is on disk. */
  readonly obstacle: Obstacle | null
}

export const useUnsaved = create<Unsaved>()(() => ({ obstacle: null }))

const pauseMs = 3000

let endPause = () => {}

/** The user has made room: no need to wait for the next attempt. */
export const tryAgain = (): void => endPause()

export const isPassing = (error: unknown): boolean => obstacleOf(error) !== null

function obstacleOf(error: unknown): Obstacle | null {
  const code = error instanceof BoxwrightError && passing.find((passes) => passes === error.code)
  return code ? { code, path: String(error.details.path ?? '') } : null
}

/** @throws what `write` throws, unless it is something that passes */
export async function untilOnDisk<T>(write: () => Promise<T>): Promise<T> {
  try {
    for (;;) {
      try {
        return await write()
      } catch (error) {
        const obstacle = obstacleOf(error)
        if (!obstacle) throw error
        useUnsaved.setState({ obstacle })
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
