/**
 * How often a run notes where it stands: after each epoch, unless the noting would take more than a small part of the time.
 * So a crash costs what was trained of the last epoch, or of a few seconds where epochs are shorter.
 */
import { largestSavingPart, longestWithoutNote } from './config.ts'

export type SaveRhythm = {
  readonly isDue: () => boolean
  /** Does the saving and remembers how long it took. */
  readonly measure: (save: () => Promise<void>) => Promise<void>
}

/** @param clock seconds, from any start */
export function saveRhythm(clock = () => performance.now() / 1000): SaveRhythm {
  let lastEnd = clock()
  let lastDuration = 0
  return {
    isDue: () => {
      const since = clock() - lastEnd
      return since >= longestWithoutNote || lastDuration <= largestSavingPart * since
    },
    measure: async (save) => {
      const startedAt = clock()
      await save()
      lastEnd = clock()
      lastDuration = lastEnd - startedAt
    },
  }
}
