import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isFresh } from '../../scripts/setup/electron.mjs'
import { explainFailure } from '../../scripts/setup/explainFailure.mjs'
import { isAtLeast } from '../../scripts/setup/node.mjs'
import { makeWhole, removePartials } from '../../scripts/setup/partial.mjs'
import { progressLine } from '../../scripts/setup/progress.mjs'
import { splitGpuChoice } from '../../scripts/setup.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'set-up-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('versions of Node', () => {
  it.each([
    ['22.18.0', true],
    ['22.17.9', false],
    ['24.0.0', true],
    ['18.20.8', false],
    ['22.20.1', true],
  ])('%s is at least 22.18.0: %s', (version, expected) => {
    expect(isAtLeast(version, '22.18.0')).toBe(expected)
  })
})

describe('making a whole thing', () => {
  const target = () => join(folder, 'library-1.0')

  it('gives it its name only when it is complete, and replaces an older one', async () => {
    mkdirSync(target())
    writeFileSync(join(target(), 'old'), '')
    await makeWhole(folder, target(), async (work: string) => {
      mkdirSync(join(work, 'made'))
      writeFileSync(join(work, 'made', 'new'), '')
      expect(readdirSync(target())).toEqual(['old'])
      return join(work, 'made')
    })
    expect(readdirSync(target())).toEqual(['new'])
    expect(readdirSync(join(folder, 'partial'))).toEqual([])
  })

  it('leaves nothing behind when it fails', async () => {
    const failing = makeWhole(folder, target(), async () => {
      throw new Error('cut off')
    })
    await expect(failing).rejects.toThrow('cut off')
    expect(readdirSync(folder)).toEqual(['partial'])
    expect(readdirSync(join(folder, 'partial'))).toEqual([])
  })

  it('removes what a killed set-up left', () => {
    mkdirSync(join(folder, 'partial', 'work-abc'), { recursive: true })
    removePartials(folder)
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('an Electron out of reach', () => {
  const now = Date.parse('2026-03-02T12:00:00Z')
  const note = (content: object) => {
    const file = join(folder, 'note.json')
    writeFileSync(file, JSON.stringify(content))
    return file
  }

  it('is not tried again for a day', () => {
    expect(isFresh(note({ version: '45.4.1', at: '2026-03-01T13:00:00Z' }), '45.4.1', now)).toBe(true)
    expect(isFresh(note({ version: '45.4.1', at: '2026-03-01T11:00:00Z' }), '45.4.1', now)).toBe(false)
  })

  it('is tried at once when the version is another, or when it was never tried', () => {
    expect(isFresh(note({ version: '45.4.1', at: '2026-03-02T11:59:00Z' }), '45.5.0', now)).toBe(false)
    expect(isFresh(join(folder, 'none.json'), '45.4.1', now)).toBe(false)
  })
})

describe('failures in words', () => {
  it.each([
    ['tar: write error: No space left on device', 'the disk is full', /free some space/],
    ['EACCES: permission denied, mkdir', 'a folder cannot be written', /make it writable/],
    ['getaddrinfo EAI_AGAIN', 'the network did not answer', /check the connection/],
  ])('%s', (output, cause, remedy) => {
    const error = explainFailure('npm ci', output)
    expect(error.message).toBe(`npm ci: ${cause}\n    ${output}`)
    expect(error.remedy).toMatch(remedy)
  })

  it("keeps the tool's last words when the cause is unknown", () => {
    const error = explainFailure('npm ci', 'one\ntwo\nthree\nfour\nfive\nsix\nseven\n')
    expect(error.message).toBe('npm ci failed\n    two\n    three\n    four\n    five\n    six\n    seven')
  })
})

describe('arguments and progress', () => {
  it('takes --gpu and --cpu for set-up and leaves the rest', () => {
    expect(splitGpuChoice(['--gpu', 'cats.boxwright'])).toEqual({ gpu: true, rest: ['cats.boxwright'] })
    expect(splitGpuChoice(['--demo', '--cpu'])).toEqual({ gpu: false, rest: ['--demo'] })
    expect(splitGpuChoice(['--demo'])).toEqual({ gpu: undefined, rest: ['--demo'] })
  })

  it('says how much of a download is there', () => {
    const part = { what: 'tensorflow 2.21.0', seconds: 10, bytes: 120_400_000, expectedBytes: 274_000_871 }
    expect(progressLine(part)).toBe('  tensorflow 2.21.0: 120 of 274 MB, 10 s')
    expect(progressLine({ ...part, expectedBytes: undefined })).toBe('  tensorflow 2.21.0: 120 MB, 10 s')
    // A copy of what was downloaded lies beside it for a while.
    expect(progressLine({ ...part, bytes: 500e6 })).toBe('  tensorflow 2.21.0: 274 of 274 MB, 10 s')
    expect(progressLine({ ...part, bytes: 0 })).toBe('  tensorflow 2.21.0: 10 s')
  })
})
