/** Thrown by a parser for a file that is not what its name says; whoever reads the file makes it a problem. */
export class BrokenFile extends Error {
  /** From 1; null when the whole file is meant. */
  readonly line: number | null

  constructor(message: string, line: number | null) {
    super(message)
    this.line = line
  }
}
