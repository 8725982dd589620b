/** Why a picture cannot be used, in words that name a remedy. */

import { missingReason } from '../../../shared/model.ts'

const reasons = {
  empty: 'the file is empty; replace it with a sound copy',
  damaged: 'not an image, or its header is damaged; replace it with a sound copy',
  'cut-off': 'cut off: the end of the file is missing, as after a broken download; replace it with a complete copy',
  'compressed-bitmap': 'compressed BMP cannot be read by this build; save it as PNG',
  'too-large': 'it has more than 2,000 megapixels, or its header is damaged; cut it into smaller pictures',
  'too-much': 'it took more memory than there is; make it smaller or cut it into parts',
} as const

export class BrokenPicture extends Error {
  constructor(reason: keyof typeof reasons) {
    super(reasons[reason])
  }
}

export class UndecodablePicture extends Error {
  constructor(format: string) {
    super(`${format} cannot be read by this build; convert it to JPEG`)
  }
}

/** The library's words for a broken file in ours, without the path that the user sees beside it. */
export function explainBrokenImage(error: unknown): string {
  if (error instanceof BrokenPicture || error instanceof UndecodablePicture) return error.message
  const text = error instanceof Error ? error.message : String(error)
  if (/unsupported image format|corrupt header|unable to load/i.test(text)) return reasons.damaged
  if (/premature end|end of (file|stream|image)|truncated|not enough data/i.test(text)) return reasons['cut-off']
  if (/input file is missing|no such file|ENOENT/i.test(text)) return missingReason
  if (/permission|EACCES/i.test(text)) return 'the file may not be read; allow it in its properties'
  return text.split('\n')[0] ?? text
}

/** What the library and the system say when the file's place, the disk or the memory is the obstacle. */
const notOfPicture =
  /input file is missing|unable to (open|write)|no space|read-only|memory|permission|ENOENT|EACCES|EMFILE|ENOSPC|EROFS/i

/** Whether the picture itself is damaged, so that trying again is in vain. */
export function isDamage(error: unknown): boolean {
  if (error instanceof BrokenPicture || error instanceof UndecodablePicture) return true
  const isOfSystem = error instanceof Error && 'code' in error
  return error instanceof Error && !isOfSystem && !notOfPicture.test(error.message)
}
