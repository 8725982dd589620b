import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

const everyMs = 5_000

/** npm and pip say nothing when they do not talk to a terminal, so the growth of the folder they download into is printed. */
export async function withProgress({ what, folder, expectedBytes, log }, work) {
  const started = Date.now()
  const timer = setInterval(async () => {
    const seconds = Math.round((Date.now() - started) / 1000)
    log(progressLine({ what, seconds, bytes: folder ? await folderBytes(folder) : 0, expectedBytes }))
  }, everyMs)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

export function progressLine({ what, seconds, bytes, expectedBytes }) {
  if (!bytes) return `  ${what}: ${seconds} s`
  if (!expectedBytes) return `  ${what}: ${megabytes(bytes)} MB, ${seconds} s`
  // npm and pip copy what they have downloaded within the folder: more than all of it has not come.
  return `  ${what}: ${megabytes(Math.min(bytes, expectedBytes))} of ${megabytes(expectedBytes)} MB, ${seconds} s`
}

export const megabytes = (bytes) => Math.round(bytes / 1e6)

/** Files come and go while a tool works; one that has just gone counts nothing. */
export async function folderBytes(folder) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const sizes = await Promise.all(
    entries.map((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return folderBytes(path)
      return stat(path).then(
        ({ size }) => size,
        () => 0,
      )
    }),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
