/** A stamp is a small file that says for which inputs something was made: equal stamp, nothing to do. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

export function fingerprint(parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex')
}

export const hasStamp = (file, value) => existsSync(file) && readFileSync(file, 'utf8') === value

export const writeStamp = (file, value) => writeFileSync(file, value)
