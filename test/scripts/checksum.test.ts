import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyChecksum } from '../../scripts/setup/checksum.mjs'

// Of the four bytes of `printf 'abc\n'`, by openssl.
const sha256 = 'sha256-7eqv8/F3StKIhnN3DG1kCX45G8Ni19b7NJgt3w79GMs='

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'checksum-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('checksum', () => {
  it('accepts the expected file and leaves it', async () => {
    const file = join(folder, 'good.whl')
    writeFileSync(file, 'abc\n')
    await verifyChecksum(file, sha256)
    expect(existsSync(file)).toBe(true)
  })

  it('refuses a file that differs by one byte, names it, and deletes it', async () => {
    const file = join(folder, 'changed.whl')
    writeFileSync(file, 'abd\n')
    await expect(verifyChecksum(file, sha256)).rejects.toThrow(/changed\.whl is not the file that was expected/)
    expect(existsSync(file)).toBe(false)
  })

  it('refuses a download that was cut off', async () => {
    const file = join(folder, 'short.tgz')
    writeFileSync(file, '')
    await expect(verifyChecksum(file, sha256)).rejects.toThrow(/short\.tgz/)
  })
})
