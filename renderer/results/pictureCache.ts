/** Decoded pictures, kept while they fit into a budget; what was used last stays longest. */
export type Picture = { readonly width: number; readonly height: number; readonly close: () => void }

export type PictureCache<P extends Picture> = {
  /** Draw the picture at once: it may be closed when others come. */
  readonly get: (id: number) => Promise<P>
  /** Null when it would have to be loaded. */
  readonly kept: (id: number) => P | null
  readonly clear: () => void
}

/** Pictures decoded at the same time; more would only wait for each other. */
const mostAtOnce = 4
/** More wishes than a screen has crops: the oldest of them scrolled out of sight. */
const mostWaiting = 48

export function pictureCache<P extends Picture>(load: (id: number) => Promise<P>, mostPixels: number): PictureCache<P> {
  const pictures = keptPictures<P>(mostPixels)
  const waiting = new Map<number, PromiseWithParts<P>>()
  const underWay = new Map<number, Promise<P>>()

  const begin = (id: number, wish: PromiseWithParts<P>): void => {
    waiting.delete(id)
    underWay.set(id, wish.promise)
    load(id)
      .then((picture) => {
        pictures.keep(id, picture)
        wish.resolve(picture)
      }, wish.reject)
      .finally(() => {
        underWay.delete(id)
        beginNext()
      })
  }

  /** The latest wish first: it is the one in sight. */
  const beginNext = (): void => {
    const latest = [...waiting].at(-1)
    if (latest && underWay.size < mostAtOnce) begin(...latest)
  }

  return {
    kept: pictures.find,
    get: (id) => {
      const picture = pictures.find(id)
      if (picture) return Promise.resolve(picture)
      const running = underWay.get(id) ?? waiting.get(id)?.promise
      if (running) return running
      const wish = promiseWithParts<P>()
      waiting.set(id, wish)
      dropOldest(waiting)
      beginNext()
      return wish.promise
    },
    clear: pictures.clear,
  }
}

function keptPictures<P extends Picture>(mostPixels: number) {
  const kept = new Map<number, P>()
  return {
    keep: (id: number, picture: P): void => {
      kept.set(id, picture)
      let pixels = [...kept.values()].reduce((sum, { width, height }) => sum + width * height, 0)
      for (const [oldId, old] of kept) {
        if (pixels <= mostPixels || oldId === id) break
        pixels -= old.width * old.height
        kept.delete(oldId)
        old.close()
      }
    },
    /** Found, it is the one that was used last. */
    find: (id: number): P | null => {
      const picture = kept.get(id)
      if (!picture) return null
      kept.delete(id)
      kept.set(id, picture)
      return picture
    },
    clear: (): void => {
      for (const picture of kept.values()) picture.close()
      kept.clear()
    },
  }
}

function dropOldest<P>(waiting: Map<number, PromiseWithParts<P>>): void {
  if (waiting.size <= mostWaiting) return
  const [id, wish] = waiting.entries().next().value!
  waiting.delete(id)
  wish.reject(new Error('the picture is no longer wanted'))
}

type PromiseWithParts<T> = {
  readonly promise: Promise<T>
  readonly resolve: (value: T) => void
  readonly reject: (reason: unknown) => void
}

function promiseWithParts<T>(): PromiseWithParts<T> {
  let parts: Omit<PromiseWithParts<T>, 'promise'> | undefined
  const promise = new Promise<T>((resolve, reject) => {
    parts = { resolve, reject }
  })
  return { promise, ...parts! }
}
