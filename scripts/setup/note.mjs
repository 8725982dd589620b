/** Small things that set-up remembers between runs, as JSON files in the cache. */
import { readFileSync, writeFileSync } from 'node:fs'

/** Gives undefined when there is no such note, or one that was cut off (a full disk): then set-up simply does not remember. */
export function readNote(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined
    throw error
  }
}

export const writeNote = (file, content) => writeFileSync(file, JSON.stringify(content))
