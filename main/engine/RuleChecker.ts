/** Keeps the findings of the rule checks up to date in the background: a few images at a time, between the calls of the window. */
import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Size } from '../../shared/box.ts'
import type { Image } from '../../shared/model.ts'
import { checkBoxes } from '../../shared/rules.ts'
import type { Store } from './store/store.ts'

/** One slice takes a millisecond or two, so that an edit that comes meanwhile does not wait noticeably. */
const mostImages = 64
const mostBoxes = 1500
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
      const images = sliceOf(this.#store.images.get(this.#store.findings.unchecked(mostImages)))
      if (images.length === 0) return
      const imageIds = images.map(({ id }) => id)
      const byImage = Map.groupBy(this.#store.annotations.ofImages(imageIds), ({ imageId }) => imageId)
      const findings = images.map(
        (image) => [image.id, checkBoxes(byImage.get(image.id) ?? [], sizeOf(image))] as const,
      )
      this.#store.findings.store(new Map(findings))
      await setImmediate()
    }
  }
}

/** As many of the images as hold few enough boxes together; at least one. */
function sliceOf(images: readonly Image[]): readonly Image[] {
  let boxes = 0
  const end = images.findIndex(({ annotationCount }) => {
    boxes += annotationCount
    return boxes > mostBoxes
  })
  return end < 0 ? images : images.slice(0, Math.max(1, end))
}

function sizeOf({ width, height }: Image): Size | null {
  return width === null || height === null ? null : { width, height }
}
