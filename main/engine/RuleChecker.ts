/** Keeps the findings of the rule checks up to date in the background: a few images at a time, between the calls of the window. */
import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Size } from '../../shared/box.ts'
import type { Image } from '../../shared/model.ts'
import { checkBoxes } from '../../shared/rules.ts'
import type { Store } from './store/store.ts'

/** Images of one slice: a few milliseconds, so that an edit that comes meanwhile does not wait noticeably. */
const sliceSize = 64
/** While someone draws, checking waits for a pause. */
const pauseMs = 300

export class RuleChecker {
  readonly #store: Store
  #isClosed = false
  #isAwaited = false
  #running: Promise<void> | null = null

  constructor(store: Store) {
    this.#store = store
  }

  /** Something may have changed: checks soon. */
  wake(): void {
    if (this.#isClosed || this.#running) return
    this.#running = this.#pause().then(() => this.#drain())
    // Whoever waits hears of a failure through `settled`; in the background it must not end the process.
    this.#running
      .catch(() => {})
      .finally(() => {
        this.#running = null
      })
  }

  /** Resolves when all findings are up to date. */
  async settled(): Promise<void> {
    this.#isAwaited = true
    try {
      while (this.#running) await this.#running
      await this.#drain()
    } finally {
      this.#isAwaited = false
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#running?.catch(() => {})
  }

  async #pause(): Promise<void> {
    for (let waited = 0; waited < pauseMs && !this.#isAwaited && !this.#isClosed; waited += 20) await setTimeout(20)
  }

  async #drain(): Promise<void> {
    while (!this.#isClosed) {
      const imageIds = this.#store.findings.unchecked(sliceSize)
      if (imageIds.length === 0) return
      const byImage = Map.groupBy(this.#store.annotations.ofImages(imageIds), ({ imageId }) => imageId)
      const sizes = new Map(this.#store.images.get(imageIds).map((image) => [image.id, sizeOf(image)]))
      const findings = imageIds.map((id) => [id, checkBoxes(byImage.get(id) ?? [], sizes.get(id) ?? null)] as const)
      this.#store.findings.store(new Map(findings))
      await setImmediate()
    }
  }
}

function sizeOf({ width, height }: Image): Size | null {
  return width === null || height === null ? null : { width, height }
}
