/** Keeps the numbers of the matrix as the sheet has them. */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import { allCells, type CellRange, cellsInSight } from './cellsInSight.ts'
import type { MatrixSheet } from './matrixSheet.ts'
import { writeCells } from './writeCells.ts'

/** A slider that has not moved for so long rests. */
const restMs = 150

/**
 * While a slider moves, only the cells in sight follow each of its steps, and the others when it rests: of 80 classes a tenth is
 * in sight, and to lay out and paint what nobody sees would take longer than a frame.
 * @returns what to call when other cells come into sight
 */
export function useCellTexts(table: RefObject<HTMLTableElement | null>, sheet: MatrixSheet): () => void {
  const range = useRef<CellRange | null>(null)
  const shown = useRef(sheet)
  const write = useCallback(
    (cells: CellRange) => {
      const body = table.current?.tBodies[0]
      if (body) writeCells(body, shown.current, cells)
    },
    [table],
  )
  // Before anything is painted.
  useLayoutEffect(() => {
    // Other lines may have another place.
    if (shown.current.cells.length !== sheet.cells.length) range.current = null
    shown.current = sheet
    range.current ??= rangeInSight(table.current!)
    write(range.current)
    return whenResting(sheet.cells.length, (line) => write({ ...allCells, lines: { first: line, last: line } }))
  }, [table, sheet, write])
  const onSight = useCallback(() => {
    range.current = null
    write(allCells)
  }, [write])
  useEffect(() => {
    const observer = new ResizeObserver(onSight)
    observer.observe(table.current!.parentElement!)
    return () => observer.disconnect()
  }, [table, onSight])
  return onSight
}

/** Line by line, in moments in which nothing else is to be done. @returns what ends it */
function whenResting(lines: number, work: (line: number) => void): () => void {
  let idle = 0
  let next = 0
  const goOn = () => {
    idle = requestIdleCallback((deadline) => {
      while (next < lines && deadline.timeRemaining() > 0) work(next++)
      if (next < lines) goOn()
    })
  }
  const rest = setTimeout(goOn, restMs)
  return () => {
    clearTimeout(rest)
    cancelIdleCallback(idle)
  }
}

/** The table lies in what scrolls. */
function rangeInSight(table: HTMLTableElement): CellRange {
  const rows = table.tBodies[0]!.rows
  const first = rows[0]!.querySelector('button')!
  const last = rows[rows.length - 1]!.querySelector('td:last-child')!
  const places = [table.parentElement!, first, last].map((element) => element.getBoundingClientRect())
  return cellsInSight(places[0]!, places[1]!, places[2]!, rows.length)
}
