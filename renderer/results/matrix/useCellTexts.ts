/** Keeps the numbers of the matrix as the sheet has them. */
import { type RefObject, useLayoutEffect } from 'react'
import type { CellRange } from './cellsInSight.ts'
import type { MatrixSheet } from './matrixSheet.ts'
import { writeCells } from './writeCells.ts'

/** @param range of the cells that are built: those that come newly have no number yet */
export function useCellTexts(table: RefObject<HTMLTableElement | null>, sheet: MatrixSheet, range: CellRange): void {
  // Before anything is painted. Another range may have brought new cells.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the range is a reason
  useLayoutEffect(() => writeCells(table.current!.tBodies[0]!, sheet), [table, sheet, range])
}
