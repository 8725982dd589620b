/** A TensorFlow library that is missing or damaged: training says what to do, in real worker processes. */
import { closeSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { foldersOf } from '../../main/engine/folders.ts'
import { runWorker } from '../../main/engine/jobs/runWorker.ts'
import { findTensorflow } from '../../main/engine/jobs/tensorflowLibrary.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const library = 'libtensorflow_cc.so.2'

const probe = (cache: string) =>
  runWorker({
    task: { kind: 'probe', device: 'cpu' },
    folders: { ...foldersOf(process.env, cache), cache },
    signal: new AbortController().signal,
    onMessage: () => {},
  })

/** A cache whose newest TensorFlow is what `fill` makes of the file of the library. */
function cacheWith(fill: (path: string) => void): string {
  vi.stubEnv('BOXWRIGHT_TENSORFLOW', undefined)
  const cache = temporaryFolder()
  const folder = join(cache, 'tensorflow-99.0.0-cpu-linux-x64')
  mkdirSync(folder)
  fill(join(folder, library))
  return cache
}

it('without a library nothing is trained, and the message names the command that brings it', async () => {
  vi.stubEnv('BOXWRIGHT_TENSORFLOW', undefined)
  const cache = temporaryFolder()
  await expect(probe(cache)).rejects.toMatchObject({
    code: 'library-missing',
    message: expect.stringMatching(/Run "npm run setup".*everything else works without it/),
  })
})

it.skipIf(process.platform !== 'linux')('a file that is no library is named as damaged', async () => {
  const cache = cacheWith((path) => writeFileSync(path, 'an error page in place of a library'.repeat(1000)))
  await expect(probe(cache)).rejects.toMatchObject({
    code: 'library-broken',
    message: expect.stringMatching(/cannot be loaded.*Run "npm run setup" to bring it anew/),
  })
})

it.skipIf(process.platform !== 'linux')('a library that was cut off is named as damaged', async () => {
  const whole = join(findTensorflow(foldersOf(process.env, '')).folder, library)
  const cache = cacheWith((path) => copyStart(whole, path, 1_000_000))
  await expect(probe(cache)).rejects.toMatchObject({
    code: 'library-broken',
    message: expect.stringMatching(/Run "npm run setup" to bring it anew/),
  })
})

function copyStart(from: string, to: string, length: number): void {
  const bytes = Buffer.alloc(length)
  const file = openSync(from, 'r')
  readSync(file, bytes, 0, length, 0)
  closeSync(file)
  writeFileSync(to, bytes)
}
