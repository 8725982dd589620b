/**
 * Keeps the rates of the table as the thresholds want them. Lines in sight follow at once; the others, and what is only read
 * when the hand rests, a moment later.
 */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import { placesInSight, type Range } from '../matrix/cellsInSight.ts'
import { restMs } from '../useRested.ts'
import { type Rates, writeRates } from './writeRates.ts'

type FollowedTable = {
  /** Scrolls the table. */
  readonly panel: RefObject<HTMLElement | null>
  /** What the lines are; others may lie elsewhere. */
  readonly lines: unknown
  /** Of each line of the table, in their order; empty where the table has none. */
  readonly rates: readonly Rates[]
  /** Writes what else follows them. */
  readonly onRest: (row: Element, line: number) => void
}

/** @returns to be called when the panel was scrolled */
export function useRates({ panel, lines, rates, onRest }: FollowedTable): () => void {
  const sight = useRef<Range>({ first: 0, last: -1 })
  const newest = useRef(rates)
  const writeInSight = useCallback(() => {
    const { first, last } = sight.current
    for (const [at, row] of rowsOf(panel.current!)
      .slice(first, last + 1)
      .entries()) {
      const ofRow = newest.current[first + at]
      if (ofRow) writeRates(row, ofRow)
    }
  }, [panel])
  const look = useCallback(() => {
    sight.current = rowsInSight(panel.current!)
    writeInSight()
  }, [panel, writeInSight])
  useLayoutEffect(() => {
    const observer = new ResizeObserver(look)
    observer.observe(panel.current!)
    return () => observer.disconnect()
  }, [panel, look])
  useLayoutEffect(() => {
    newest.current = rates
    writeInSight()
  }, [rates, writeInSight])
  // biome-ignore lint/correctness/useExhaustiveDependencies: other lines are a reason
  useLayoutEffect(look, [look, lines])
  useEffect(() => {
    const writeAll = () => {
      for (const [line, row] of rowsOf(panel.current!).entries()) {
        if (rates[line]) writeRates(row, rates[line])
        onRest(row, line)
      }
    }
    const timer = setTimeout(writeAll, restMs)
    return () => clearTimeout(timer)
  }, [panel, rates, onRest])
  return look
}

const rowsOf = (panel: HTMLElement): Element[] => [...panel.querySelectorAll('tbody > tr, tfoot > tr')]

function rowsInSight(panel: HTMLElement): Range {
  const rows = rowsOf(panel)
  if (rows.length === 0) return { first: 0, last: -1 }
  const sight = panel.getBoundingClientRect()
  const { top, bottom } = rows[0]!.getBoundingClientRect()
  const { first, last } = placesInSight([sight.top, sight.bottom], [top, bottom], { at: 0, gap: 0 })
  return { first: Math.max(first, 0), last: Math.min(last, rows.length - 1) }
}
