/** Keeps the numbers of the matrix as the sheet has them: those in sight at once, the others when the hand rests. */
import { type RefObject, useEffect, useLayoutEffect } from 'react'
import { restMs } from '../useRested.ts'
import type { CellRange } from './cellsInSight.ts'
import type { MatrixSheet } from './matrixSheet.ts'
import { writeCells } from './writeCells.ts'

type ShownCells = {
  readonly sheet: MatrixSheet
  /** Of the cells that are built: those that come newly have no number yet. */
  readonly range: CellRange
  readonly sight: RefObject<CellRange>
}

export function useCellTexts(table: RefObject<HTMLTableElement | null>, { sheet, range, sight }: ShownCells): void {
  // Before anything is painted. Another range may have brought new cells.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the range is a reason
  useLayoutEffect(() => writeCells(table.current!.tBodies[0]!, sheet, sight.current), [table, sheet, range, sight])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the range is a reason
  useEffect(() => {
    const timer = setTimeout(() => writeCells(table.current!.tBodies[0]!, sheet, null), restMs)
    return () => clearTimeout(timer)
  }, [table, sheet, range])
}
