import type { TFunction } from 'i18next'
import { type CSSProperties, type KeyboardEvent, memo, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Confusion } from '../../shared/metrics/confusion.ts'
import styles from './ConfusionMatrix.module.css'
import { MatrixOptionsBar } from './MatrixOptionsBar.tsx'
import { type CellRange, placesOf } from './matrix/cellsInSight.ts'
import { MatrixLines, nameStyle } from './matrix/MatrixLines.tsx'
import type { AxisEntry } from './matrix/matrixAxis.ts'
import { columnNameWidth, headLines, rowNameWidth } from './matrix/matrixGrid.ts'
import { type MatrixFrame, type MatrixSheet, type MatrixWords, matrixFrame, matrixSheet } from './matrix/matrixSheet.ts'
import { useCellTexts } from './matrix/useCellTexts.ts'
import { useSight } from './matrix/useSight.ts'
import { type CellPlace, neighbourOf, type Position } from './matrixView.ts'
import { useOwnChoice } from './resultsView.ts'

type ConfusionMatrixProps = {
  readonly confusion: Confusion
  readonly axis: readonly AxisEntry[]
  readonly selected: CellPlace | null
  readonly onOpen: (place: CellPlace) => void
  /** What is shown and at which thresholds, for the saved picture. */
  readonly title: readonly [string, string]
}

/** What the model said against what the labels say; every cell opens the boxes behind it. */
export const ConfusionMatrix = memo(function ConfusionMatrix(props: ConfusionMatrixProps) {
  const { confusion, axis, selected, onOpen, title } = props
  const { t } = useTranslation()
  const sheet = useSheet(confusion, axis)
  const { size, frame } = sheet
  const { table, range, sight, onScroll, stop, onKeyDown } = useWalk(frame, selected)
  useCellTexts(table, { sheet, range, sight })
  const readShown = useLatest({ sheet, title })
  return (
    <section className={styles.panel} aria-label={t('results.matrix.title')}>
      <MatrixOptionsBar readShown={readShown} />
      <div className={styles.scroll} onScroll={onScroll} style={tracksOf(frame)}>
        <table
          ref={table}
          className={styles.table}
          aria-rowcount={size + headLines}
          aria-colcount={size + 1}
          onKeyDown={onKeyDown}
        >
          <MatrixHead frame={frame} range={range} />
          <tbody>
            <MatrixLines frame={frame} range={range} selected={selected} stop={stop} onOpen={onOpen} />
          </tbody>
        </table>
      </div>
    </section>
  )
})

/** Sizes that follow from the names, in the widths of a digit. */
const tracksOf = ({ axis, rowNames, columnNames }: MatrixFrame) =>
  ({
    '--size': axis.length,
    '--row-names': rowNameWidth(rowNames),
    '--column-names': columnNameWidth(columnNames),
  }) as CSSProperties

function useSheet(confusion: Confusion, axis: readonly AxisEntry[]): MatrixSheet {
  const { t } = useTranslation()
  const normalisation = useOwnChoice('normalisation')
  const hidesDiagonal = useOwnChoice('hidesDiagonal')
  const isSwapped = useOwnChoice('isSwapped')
  const { labels } = confusion
  const frame = useMemo(() => matrixFrame(labels, axis, { isSwapped }, wordsIn(t)), [labels, axis, isSwapped, t])
  return useMemo(
    () => matrixSheet(confusion, frame, { normalisation, hidesDiagonal, isSwapped }),
    [confusion, frame, normalisation, hidesDiagonal, isSwapped],
  )
}

const wordsIn = (t: TFunction): MatrixWords => ({
  predicted: t('results.matrix.predicted'),
  labelled: t('results.matrix.labelled'),
  missed: t('results.matrix.missed'),
  nothing: t('results.matrix.nothing'),
  rare: (count) => t('results.matrix.rare', { count }),
})

/** For who asks for a value later and need not be told of each that comes. */
function useLatest<Value>(value: Value): () => Value {
  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
  }, [value])
  return useCallback(() => latest.current, [])
}

type MatrixHeadProps = { readonly frame: MatrixFrame; readonly range: CellRange }

const MatrixHead = memo(function MatrixHead({ frame, range }: MatrixHeadProps) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th className={styles.corner} rowSpan={2}>
          {frame.rowAxis} ↓
        </th>
        <th className={styles.axis} colSpan={frame.columnNames.length} scope="colgroup">
          <span className={styles.axisName}>{frame.columnAxis} →</span>
        </th>
      </tr>
      <tr aria-rowindex={2}>
        {placesOf(range.places, frame.columnNames.length, null).map((place) => (
          <th
            key={frame.columnNames[place]}
            scope="col"
            aria-colindex={place + 2}
            title={frame.columnNames[place]}
            className={`${styles.columnName} ${nameStyle(place, frame)}`}
            style={{ gridColumn: place + 2 }}
          >
            <span className={styles.upright}>{frame.columnNames[place]}</span>
          </th>
        ))}
      </tr>
    </thead>
  )
})

/** One stop of the Tab key, moved by the arrow keys. */
function useWalk({ axis, keyAt }: MatrixFrame, selected: CellPlace | null) {
  const table = useRef<HTMLTableElement>(null)
  const [walked, setWalked] = useState<Position | null>(null)
  // From a newly opened cell the walk goes on there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the opened cell is the reason
  useEffect(() => setWalked(null), [selected])
  const size = axis.length
  const stop = inside(walked ?? positionOf({ axis, keyAt }, selected), size)
  const { range, sight, onScroll, focus } = useSight(table, size)
  const onKeyDown = (event: KeyboardEvent) => {
    const next = neighbourOf(stop, event.key, size)
    if (!next) return
    event.preventDefault()
    focus(next, () => setWalked(next))
  }
  return { table, range, sight, onScroll, stop, onKeyDown }
}

function positionOf({ axis, keyAt }: Pick<MatrixFrame, 'axis' | 'keyAt'>, selected: CellPlace | null): Position {
  if (selected) {
    for (const line of axis.keys()) {
      for (const place of axis.keys()) {
        const { row, column } = keyAt(line, place)
        if (row === selected.row && column === selected.column) return { line, place }
      }
    }
  }
  return { line: 0, place: 0 }
}

/** Another choice of lines may have left fewer of them. */
function inside({ line, place }: Position, size: number): Position {
  return { line: Math.min(line, size - 1), place: Math.min(place, size - 1) }
}
