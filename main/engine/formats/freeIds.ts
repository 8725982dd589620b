/** The highest id handed out; documents that share it never give a new box the id of another document's. */
export type IdCounter = { last: number }

/** Hands out the ids of one document so that none comes twice: those of the source while they are free, else new ones. */
export class FreeIds {
  readonly #taken = new Set<number | string>()
  readonly #counter: IdCounter

  /** @param counter stands at the highest id that a source gave */
  constructor(counter: IdCounter) {
    this.#counter = counter
  }

  /** The id itself when it is one and free; else null. */
  take(id: unknown): number | string | null {
    const isId = Number.isInteger(id) || (typeof id === 'string' && id !== '')
    if (!isId || this.#taken.has(id as number | string)) return null
    this.#taken.add(id as number | string)
    return id as number | string
  }

  /** The wanted number when no source gave a higher one, else the next. */
  takeOr(wanted: number): number {
    return wanted > this.#counter.last && this.take(wanted) !== null ? wanted : this.next()
  }

  next(): number {
    do this.#counter.last++
    while (this.#taken.has(this.#counter.last))
    this.#taken.add(this.#counter.last)
    return this.#counter.last
  }
}
