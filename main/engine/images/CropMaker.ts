/**
 * Answers requests for single crops while someone scrolls: those of one image share its decoding, the newest request goes
 * first since it is the one in view, and what has waited too long behind others is turned away to be asked for again.
 */
import type { Box } from '../../../shared/box.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import { cropFile, decodeForCrops } from './crops.ts'
import type { PictureFile } from './pictureFile.ts'

type Request = {
  readonly box: Box
  readonly resolve: (path: string) => void
  readonly reject: (error: unknown) => void
}
type Waiting = { readonly file: PictureFile; readonly requests: Request[] }

const atOnce = 2
const longestQueue = 400

export class CropMaker {
  readonly #cacheFolder: string
  /** By path, the image asked for last at the end. */
  readonly #waiting = new Map<string, Waiting>()
  #running = 0

  constructor(cacheFolder: string) {
    this.#cacheFolder = cacheFolder
  }

  /** @returns path of the crop's file */
  crop(file: PictureFile, box: Box): Promise<string> {
    return new Promise((resolve, reject) => {
      const entry = this.#waiting.get(file.path) ?? { file, requests: [] }
      entry.requests.push({ box, resolve, reject })
      this.#waiting.delete(file.path)
      this.#waiting.set(file.path, entry)
      this.#turnOldestAway()
      // Requests of the same moment come together first, so that an image is decoded once for all its crops in view.
      setImmediate(() => this.#next())
    })
  }

  #turnOldestAway(): void {
    let count = [...this.#waiting.values()].reduce((sum, { requests }) => sum + requests.length, 0)
    for (const [path, { requests }] of this.#waiting) {
      if (count <= longestQueue || this.#waiting.size === 1) return
      this.#waiting.delete(path)
      count -= requests.length
      for (const { reject } of requests)
        reject(new BoxwrightError('cancelled', 'Newer crops were asked for meanwhile.'))
    }
  }

  #next(): void {
    if (this.#running >= atOnce) return
    const [path, entry] = [...this.#waiting].at(-1) ?? []
    if (path === undefined) return
    this.#waiting.delete(path)
    this.#running += 1
    void this.#cutOut(entry!).finally(() => {
      this.#running -= 1
      this.#next()
    })
  }

  async #cutOut({ file, requests }: Waiting): Promise<void> {
    let decoding: ReturnType<typeof decodeForCrops> | null = null
    const pixels = () =>
      (decoding ??= decodeForCrops(
        this.#cacheFolder,
        file,
        requests.map(({ box }) => box),
      ))
    for (const { box, resolve, reject } of requests) {
      await cropFile(this.#cacheFolder, file, box, pixels).then(resolve, reject)
    }
  }
}
