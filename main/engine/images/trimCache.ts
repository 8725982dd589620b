/** Keeps the cache of pictures within bounds: what was not looked at for longest goes first. */
import type { Dirent } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheLimits } from './config.ts'

type Entry = { readonly path: string; readonly bytes: number; readonly usedAt: number }

export async function trimCache(
  cacheFolder: string,
  limits: Readonly<Record<string, number>> = cacheLimits,
): Promise<void> {
  for (const [kind, limit] of Object.entries(limits)) {
    const entries = await entriesOf(join(cacheFolder, kind))
    let bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0)
    for (const entry of entries.sort((a, b) => a.usedAt - b.usedAt)) {
      if (bytes <= limit) break
      await rm(entry.path, { recursive: true, force: true })
      bytes -= entry.bytes
    }
  }
}

/** Files and whole pyramids lie two folders deep (see cachedFile). */
async function entriesOf(folder: string): Promise<Entry[]> {
  const entries: Entry[] = []
  for (const group of await listOf(folder)) {
    for (const { name } of await listOf(join(folder, group.name))) {
      const path = join(folder, group.name, name)
      // Another Boxwright may be at work in the same cache.
      const found = await stat(path).catch(() => null)
      if (!found) continue
      const bytes = found.isDirectory() ? await bytesIn(path) : found.size
      entries.push({ path, bytes, usedAt: Math.max(found.mtimeMs, found.atimeMs) })
    }
  }
  return entries
}

async function bytesIn(folder: string): Promise<number> {
  let bytes = 0
  for (const entry of await listOf(folder)) {
    const path = join(folder, entry.name)
    bytes += entry.isDirectory() ? await bytesIn(path) : ((await stat(path).catch(() => null))?.size ?? 0)
  }
  return bytes
}

async function listOf(folder: string): Promise<Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => [])
}
