/**
 * Notices changes below a folder. macOS and Windows watch a whole tree; Linux watches folder by folder, so it has to be told
 * which there are. Where watching is impossible (too many folders, some network drives) the caller is told to look by itself.
 */
import { type FSWatcher, watch } from 'node:fs'
import { join } from 'node:path'

export type TreeWatch = {
  /** A folder that is about to be looked into; relative with `/` at its end. What comes into it later is noticed. */
  readonly add: (folder: string) => void
  /** The folders below a part of the tree are these and no others. */
  readonly keep: (part: string, folders: readonly string[]) => void
  readonly close: () => void
}

export type TreeWatchHooks = {
  /** Something in this folder changed; relative with `/` at its end. */
  readonly onChange: (folder: string) => void
  /** Watching does not work, or does not work any more. */
  readonly onLost: () => void
}

/** Half of what Linux allows a user on its smallest setting, for all programs together. */
const mostFolders = 4096

export function watchTree(root: string, hooks: TreeWatchHooks): TreeWatch {
  return process.platform === 'linux' ? watchEachFolder(root, hooks) : watchAtOnce(root, hooks)
}

function watchAtOnce(root: string, { onChange, onLost }: TreeWatchHooks): TreeWatch {
  const watcher = watch(root, { recursive: true, persistent: false }, (_event, name) => {
    const path = name?.replaceAll('\\', '/') ?? ''
    onChange(path.slice(0, path.lastIndexOf('/') + 1))
  })
  watcher.on('error', onLost)
  return { add: () => {}, keep: () => {}, close: () => watcher.close() }
}

function watchEachFolder(root: string, { onChange, onLost }: TreeWatchHooks): TreeWatch {
  const watchers = new Map<string, FSWatcher>()

  function add(folder: string): void {
    if (watchers.has(folder)) return
    try {
      const watcher = watch(join(root, folder), { persistent: false }, () => onChange(folder))
      // A folder that goes takes its watcher along; the one above it tells.
      watcher.on('error', () => remove(folder))
      watchers.set(folder, watcher)
      if (watchers.size > mostFolders) onLost()
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') onLost()
    }
  }
  function remove(folder: string): void {
    watchers.get(folder)?.close()
    watchers.delete(folder)
  }
  return {
    add,
    keep: (part, folders) => {
      const present = new Set(folders)
      for (const folder of watchers.keys()) if (folder.startsWith(part) && !present.has(folder)) remove(folder)
    },
    close: () => {
      for (const watcher of watchers.values()) watcher.close()
      watchers.clear()
    },
  }
}
