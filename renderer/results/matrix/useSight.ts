/** Which cells of the matrix are built: those in sight, and a few around them. */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Position } from '../matrixView.ts'
import { type CellRange, cellsInSight, firstCells, rangeToBuild } from './cellsInSight.ts'

type Sight = {
  /** What is built. */
  readonly range: CellRange
  /** What of it is in sight, when it was last looked at. */
  readonly sight: RefObject<CellRange>
  /** To be called when the table was scrolled. */
  readonly onScroll: () => void
  /** Gives the focus to a cell, which need not be built yet. */
  readonly focus: (position: Position, build: () => void) => void
}

/** @param size lines of the matrix */
export function useSight(table: RefObject<HTMLTableElement | null>, size: number): Sight {
  const [range, setRange] = useState(firstCells)
  const sight = useRef(firstCells)
  const measure = useCallback(() => {
    const inSight = rangeInSight(table.current!)
    sight.current = inSight
    setRange((built) => rangeToBuild(inSight, built, size))
  }, [table, size])
  useLayoutEffect(measure, [measure])
  useEffect(() => {
    const observer = new ResizeObserver(measure)
    observer.observe(table.current!.parentElement!)
    return () => observer.disconnect()
  }, [table, measure])
  const focus = useCallback(
    ({ line, place }: Position, build: () => void) => {
      // The stop of the Tab key is always built.
      flushSync(build)
      table.current!.querySelector<HTMLElement>(`[data-at="${line},${place}"]`)?.focus()
    },
    [table],
  )
  return { range, sight, onScroll: measure, focus }
}

/** From the first cell that is there to all others: each lies in its own place of the grid. */
function rangeInSight(table: HTMLTableElement): CellRange {
  const known = table.querySelector<HTMLElement>('[data-at]')!
  const [line, place] = known.dataset.at!.split(',').map(Number) as [number, number]
  const { columnGap, rowGap } = getComputedStyle(table)
  return cellsInSight(
    table.parentElement!.getBoundingClientRect(),
    { line, place, rectangle: known.getBoundingClientRect() },
    { column: Number.parseFloat(columnGap), row: Number.parseFloat(rowGap) },
  )
}
