import { writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { explainBrokenImage, isDamage } from '../../../main/engine/images/brokenPicture.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error) => error,
  )

it('only a picture that is damaged itself counts as damaged, not a full disk or a file that is gone', async () => {
  const folder = temporaryFolder()
  const words = join(folder, 'words.png')
  writeFileSync(words, 'these are only words')
  const sound = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const damaged = await errorOf(sharp(words).toBuffer())
  const gone = await errorOf(sharp(join(folder, 'gone.png')).toBuffer())
  const unwritable = await errorOf(sharp(sound).toFile(join(folder, 'no such folder', 'a.png')))
  const unread = await errorOf(readFile(join(folder, 'gone.bmp')))
  expect([damaged, gone, unwritable, unread].map(isDamage)).toEqual([true, false, false, false])
  expect(explainBrokenImage(gone)).toBe('the file is not there any more')
  expect(explainBrokenImage(damaged)).toMatch(/^not an image/)
  expect(isDamage(new Error('write failed: No space left on device'))).toBe(false)
})
