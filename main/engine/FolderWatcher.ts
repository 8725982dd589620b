/**
 * Keeps the images of the project in step with its folders while it is open: looks at all of them at the start, then at what
 * changes. Scans of one folder take turns, whoever asked for them.
 */
import { stat } from 'node:fs/promises'
import { BoxwrightError } from '../../shared/errors.ts'
import type { ScanReport } from '../../shared/reports.ts'
import { type TreeWatch, watchTree } from './images/watchTree.ts'
import { type ScanWork, scanRoot } from './jobs/scanJob.ts'
import type { Store } from './store/store.ts'

export type FolderWatcherHooks = {
  /** Images of the project changed. */
  readonly onImages: () => void
  /** A scan that nobody asked for found something. */
  readonly onFound: (rootId: number, report: ScanReport) => void
  /** A folder is gone, or back. */
  readonly onPresence: () => void
}

/** Copying many files makes many changes; they are looked at when there is a pause, and at the latest after a while. */
const pauseMs = 400
const longestPauseMs = 3000
/** How often a folder that cannot be watched is looked through. */
const pollMs = 30_000
const presenceMs = 2000

type Watched = {
  readonly rootId: number
  readonly path: string
  watch: TreeWatch | null
  isPresent: boolean
  readonly changed: Set<string>
  firstChangeAt: number
  timer: NodeJS.Timeout | undefined
}

export class FolderWatcher {
  readonly #store: Store
  readonly #hooks: FolderWatcherHooks
  readonly #watched = new Map<number, Watched>()
  readonly #turns = new Map<number, Promise<unknown>>()
  readonly #abort = new AbortController()
  #presence: NodeJS.Timeout | undefined
  #isWatching = false

  constructor(store: Store, hooks: FolderWatcherHooks) {
    this.#store = store
    this.#hooks = hooks
  }

  /** Looks at all folders of the project, and at their changes from then on. */
  start(): void {
    this.#isWatching = true
    this.refresh()
    for (const watched of this.#watched.values()) if (watched.isPresent) this.#look(watched, '')
    this.#presence = setInterval(() => void this.#checkPresence(), presenceMs)
    this.#presence.unref()
  }

  /** The project has another folder, or one has another place. It is watched once it was scanned. */
  refresh(): void {
    for (const { id, path, isPresent } of this.#store.roots.list()) {
      const former = this.#watched.get(id)
      if (former?.path === path) continue
      if (former) forget(former)
      const changes = { changed: new Set<string>(), firstChangeAt: 0, timer: undefined }
      this.#watched.set(id, { rootId: id, path, isPresent, watch: null, ...changes })
    }
  }

  /** Scans a folder, or parts of it, when no other scan is at it. */
  scan(
    rootId: number,
    work: Pick<ScanWork, 'signal' | 'report'>,
    parts: readonly string[] = [''],
  ): Promise<ScanReport> {
    const before = this.#turns.get(rootId) ?? Promise.resolve()
    const own = before.then(async () => {
      const folders: string[] = []
      const watch = this.#watchOf(rootId)
      const onFolder = (folder: string) => {
        folders.push(folder)
        watch?.add(folder)
      }
      const { onImages: onBatch } = this.#hooks
      const report = await scanRoot({ store: this.#store, onBatch, onFolder, ...work }, rootId, parts)
      for (const part of parts) {
        const within = folders.filter((folder) => folder.startsWith(part))
        watch?.keep(part, within)
      }
      return report
    })
    this.#turns.set(
      rootId,
      own.catch(() => {}),
    )
    return own
  }

  async close(): Promise<void> {
    this.#abort.abort(new BoxwrightError('cancelled', 'The project was closed.'))
    clearInterval(this.#presence)
    for (const watched of this.#watched.values()) forget(watched)
    await Promise.all(this.#turns.values())
  }

  /** Something changed in a part of the folder: it is looked at soon. */
  #look(watched: Watched, part: string): void {
    if (this.#abort.signal.aborted) return
    if (watched.changed.size === 0) watched.firstChangeAt = Date.now()
    watched.changed.add(part)
    clearTimeout(watched.timer)
    const waited = Date.now() - watched.firstChangeAt
    watched.timer = setTimeout(
      () => void this.#scanChanged(watched),
      Math.max(0, Math.min(pauseMs, longestPauseMs - waited)),
    )
    watched.timer.unref()
  }

  async #scanChanged(watched: Watched): Promise<void> {
    const parts = outermost(watched.changed)
    watched.changed.clear()
    try {
      const report = await this.scan(watched.rootId, { signal: this.#abort.signal, report: () => {} }, parts)
      if (report.added + report.changed + report.gone + report.moved > 0) this.#hooks.onFound(watched.rootId, report)
    } catch {
      // Nobody asked for this scan: that the folder is gone shows by its presence, and the next change tries again.
    }
  }

  #watchOf(rootId: number): TreeWatch | null {
    const watched = this.#watched.get(rootId)
    if (!watched || !this.#isWatching || this.#abort.signal.aborted) return null
    watched.watch ??= this.#watch(watched)
    return watched.watch
  }

  #watch(watched: Watched): TreeWatch {
    const poll = () => {
      watched.watch?.close()
      watched.watch = pollTree(() => this.#look(watched, ''))
    }
    try {
      return watchTree(watched.path, { onChange: (folder) => this.#look(watched, folder), onLost: poll })
    } catch {
      return pollTree(() => this.#look(watched, ''))
    }
  }

  /** A folder on a drive that was pulled out comes back some day. */
  async #checkPresence(): Promise<void> {
    for (const watched of [...this.#watched.values()]) {
      const isPresent = await stat(watched.path).then(
        (found) => found.isDirectory(),
        () => false,
      )
      if (isPresent === watched.isPresent || this.#abort.signal.aborted) continue
      watched.isPresent = isPresent
      watched.watch?.close()
      watched.watch = null
      this.#hooks.onPresence()
      if (isPresent) this.#look(watched, '')
    }
  }
}

function pollTree(look: () => void): TreeWatch {
  const timer = setInterval(look, pollMs)
  timer.unref()
  return { add: () => {}, keep: () => {}, close: () => clearInterval(timer) }
}

function forget(watched: Watched): void {
  clearTimeout(watched.timer)
  watched.watch?.close()
}

/** A scan of a folder includes those below it. */
function outermost(folders: ReadonlySet<string>): string[] {
  return [...folders].filter((folder) => ![...folders].some((other) => other !== folder && folder.startsWith(other)))
}
