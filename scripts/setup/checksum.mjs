import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { StopError } from '../process/stopError.mjs'

/** `integrity` is `<algorithm>-<base64>`, as npm writes it. A file that differs is deleted, so that nothing can use it. */
export async function verifyChecksum(file, integrity) {
  const algorithm = integrity.slice(0, integrity.indexOf('-'))
  const hash = createHash(algorithm)
  await pipeline(createReadStream(file), hash)
  const found = `${algorithm}-${hash.digest('base64')}`
  if (found === integrity) return
  await rm(file)
  throw new StopError(
    `${basename(file)} is not the file that was expected (${found} instead of ${integrity}); it was deleted`,
    'run the command again; if it happens again, a mirror or proxy changes the file: use another one.',
  )
}
