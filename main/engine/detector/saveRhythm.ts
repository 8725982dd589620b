/** How often a run notes where it stands: so often that the noting takes no more than a small part of the time. */
import { largestSavingPart } from './config.ts'

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
    isDue: () => lastDuration <= largestSavingPart * (clock() - lastEnd),
    measure: async (save) => {
      const startedAt = clock()
      await save()
      lastEnd = clock()
      lastDuration = lastEnd - startedAt
    },
  }
}
