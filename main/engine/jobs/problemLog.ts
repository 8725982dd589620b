/** Problems of an import: all are counted, and so many of each kind are kept as one can read. */
import type { Problem } from '../../../shared/reports.ts'
import { costOf } from '../formats/problem.ts'

/** One wrong setting may give a problem for each of 100,000 files. */
const mostOfKind = 1000

export class ProblemLog {
  readonly kept: Problem[] = []
  skippedBoxes = 0
  readonly #counts = new Map<string, number>()

  add(problem: Problem): void {
    const count = this.countOf(problem.kind) + 1
    this.#counts.set(problem.kind, count)
    if (count <= mostOfKind) this.kept.push(problem)
    if (costOf(problem) === 'box') this.skippedBoxes += 1
  }

  countOf(...kinds: readonly string[]): number {
    return kinds.reduce((sum, kind) => sum + (this.#counts.get(kind) ?? 0), 0)
  }
}
