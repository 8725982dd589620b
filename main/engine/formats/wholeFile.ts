/** Writes a file that is whole in the end or left as it was: under a hidden name first, which then takes the place of the file. */
import { rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { asBoxwrightError, newToken } from './wholeFolder.ts'

/** @throws BoxwrightError `disk-full`, `folder-not-writable` */
export async function writeWholeFile(path: string, content: string | Uint8Array): Promise<void> {
  const unfinished = join(dirname(path), `.${basename(path)}.${newToken()}.partial`)
  try {
    await writeFile(unfinished, content)
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw asBoxwrightError(error, path)
  }
}
