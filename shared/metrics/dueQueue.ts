/** Positions that wait for their turn, the lowest first, each once: a binary heap (Williams, "Heapsort", 1964). */
export class DueQueue {
  readonly #heap: number[] = []
  /** 1 for a position that waits. [N] */
  readonly #isDue: Uint8Array

  /** @param count positions are below it */
  constructor(count: number) {
    this.#isDue = new Uint8Array(count)
  }

  add(position: number): void {
    if (this.#isDue[position]) return
    this.#isDue[position] = 1
    const heap = this.#heap
    let at = heap.length
    heap.push(position)
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (heap[parent]! <= position) break
      heap[at] = heap[parent]!
      at = parent
    }
    heap[at] = position
  }

  /** @returns -1 when none waits */
  next(): number {
    const heap = this.#heap
    const last = heap.pop()
    if (last === undefined) return -1
    const first = heap[0] ?? last
    if (heap.length > 0) this.#sink(last)
    this.#isDue[first] = 0
    return first
  }

  /** Puts it in place of the first. */
  #sink(position: number): void {
    const heap = this.#heap
    const size = heap.length
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= size) break
      if (child + 1 < size && heap[child + 1]! < heap[child]!) child++
      if (heap[child]! >= position) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = position
  }
}
