import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fingerprint, hasStamp, writeStamp } from '../../scripts/setup/stamp.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stamp-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('stamp', () => {
  it('is absent before the work was done and holds afterwards', () => {
    const file = join(folder, 'stamp')
    expect(hasStamp(file, fingerprint(['lock file']))).toBe(false)
    writeStamp(file, fingerprint(['lock file']))
    expect(hasStamp(file, fingerprint(['lock file']))).toBe(true)
  })

  it('does not hold for other inputs', () => {
    const file = join(folder, 'stamp')
    writeStamp(file, fingerprint(['lock file', 'linux-x64']))
    expect(hasStamp(file, fingerprint(['lock file', 'darwin-arm64']))).toBe(false)
    expect(hasStamp(file, fingerprint(['another lock file', 'linux-x64']))).toBe(false)
  })

  it('tells where one input ends and the next begins', () => {
    expect(fingerprint(['ab', 'c'])).not.toBe(fingerprint(['a', 'bc']))
  })
})
