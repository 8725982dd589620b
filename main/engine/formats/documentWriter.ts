/**
 * A document for many images, written piece by piece: rows that came from a source go back to their places, new ones
 * follow. Only rows that wait for an earlier one are held in memory.
 */
import type { ExportPart } from './format.ts'
import type { Frame } from './textFrame.ts'

/** Text is handed on in pieces of at least this many characters: a million boxes neither pile up nor drip. */
const pieceLength = 1 << 18

export class DocumentWriter {
  readonly #path: string
  readonly #frame: Frame
  readonly #usualGap: string
  readonly #waiting = new Map<number, string>()
  readonly #new: string[] = []
  #next = 0
  #written = 0
  #piece: string

  constructor(path: string, frame: Frame, usualGap: string) {
    this.#path = path
    this.#frame = frame
    this.#usualGap = usualGap
    this.#piece = frame.head
  }

  /** @param at the row's place in the source, from 0; null for a new one */
  *add(at: number | null, row: string): Generator<ExportPart> {
    // A copy of a box claims a place that is taken, and stands with the new ones.
    if (at === null || at < this.#next || this.#waiting.has(at)) this.#new.push(row)
    else this.#waiting.set(at, row)
    for (let text = this.#waiting.get(this.#next); text !== undefined; text = this.#waiting.get(this.#next)) {
      this.#waiting.delete(this.#next)
      this.#next++
      this.#append(text)
    }
    if (this.#piece.length >= pieceLength) yield this.#take()
  }

  *end(): Generator<ExportPart> {
    for (const [, row] of [...this.#waiting].sort(([a], [b]) => a - b)) {
      this.#append(row)
      if (this.#piece.length >= pieceLength) yield this.#take()
    }
    for (const row of this.#new) {
      this.#append(row)
      if (this.#piece.length >= pieceLength) yield this.#take()
    }
    this.#piece += this.#frame.tail
    yield this.#take()
  }

  #append(row: string): void {
    const { gaps } = this.#frame
    const gap = (gaps.length > 1 ? gaps[this.#written - 1] : gaps[0]) ?? gaps[0] ?? this.#usualGap
    this.#piece += this.#written === 0 ? row : gap + row
    this.#written++
  }

  #take(): ExportPart {
    const text = this.#piece
    this.#piece = ''
    return { kind: 'text', path: this.#path, text }
  }
}
