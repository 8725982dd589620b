import { type CSSProperties, type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Confusion } from '../../shared/metrics/confusion.ts'
import styles from './ConfusionMatrix.module.css'
import { MatrixOptionsBar } from './MatrixOptionsBar.tsx'
import { type CellRange, placesOf } from './matrix/cellsInSight.ts'
import { MatrixLines, nameStyle } from './matrix/MatrixLines.tsx'
import type { AxisEntry } from './matrix/matrixAxis.ts'
import { columnNameWidth, headLines, rowNameWidth } from './matrix/matrixGrid.ts'
import { type MatrixSheet, matrixSheet } from './matrix/matrixSheet.ts'
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
  const { table, range, onScroll, stop, onKeyDown } = useWalk(sheet, selected)
  useCellTexts(table, sheet, range)
  const size = sheet.cells.length
  return (
    <section className={styles.panel} aria-label={t('results.matrix.title')}>
      <MatrixOptionsBar sheet={sheet} title={title} />
      <div className={styles.scroll} onScroll={onScroll} style={tracksOf(sheet)}>
        <table
          ref={table}
          className={styles.table}
          aria-rowcount={size + headLines}
          aria-colcount={size + 1}
          onKeyDown={onKeyDown}
        >
          <MatrixHead sheet={sheet} range={range} />
          <tbody>
            <MatrixLines sheet={sheet} range={range} selected={selected} stop={stop} onOpen={onOpen} />
          </tbody>
        </table>
      </div>
    </section>
  )
})

/** Sizes that follow from the names, in the widths of a digit. */
const tracksOf = ({ cells, rowNames, columnNames }: MatrixSheet) =>
  ({
    '--size': cells.length,
    '--row-names': rowNameWidth(rowNames),
    '--column-names': columnNameWidth(columnNames),
  }) as CSSProperties

function useSheet(confusion: Confusion, axis: readonly AxisEntry[]): MatrixSheet {
  const { t } = useTranslation()
  const normalisation = useOwnChoice('normalisation')
  const hidesDiagonal = useOwnChoice('hidesDiagonal')
  const isSwapped = useOwnChoice('isSwapped')
  return useMemo(
    () =>
      matrixSheet(
        confusion,
        axis,
        { normalisation, hidesDiagonal, isSwapped },
        {
          predicted: t('results.matrix.predicted'),
          labelled: t('results.matrix.labelled'),
          missed: t('results.matrix.missed'),
          nothing: t('results.matrix.nothing'),
          rare: (count) => t('results.matrix.rare', { count }),
        },
      ),
    [confusion, axis, normalisation, hidesDiagonal, isSwapped, t],
  )
}

type MatrixHeadProps = { readonly sheet: MatrixSheet; readonly range: CellRange }

const MatrixHead = memo(function MatrixHead({ sheet, range }: MatrixHeadProps) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th className={styles.corner} rowSpan={2}>
          {sheet.rowAxis} ↓
        </th>
        <th className={styles.axis} colSpan={sheet.columnNames.length} scope="colgroup">
          <span className={styles.axisName}>{sheet.columnAxis} →</span>
        </th>
      </tr>
      <tr aria-rowindex={2}>
        {placesOf(range.places, sheet.columnNames.length, null).map((place) => (
          <th
            key={sheet.columnNames[place]}
            scope="col"
            aria-colindex={place + 2}
            title={sheet.columnNames[place]}
            className={`${styles.columnName} ${nameStyle(place, sheet)}`}
            style={{ gridColumn: place + 2 }}
          >
            <span className={styles.upright}>{sheet.columnNames[place]}</span>
          </th>
        ))}
      </tr>
    </thead>
  )
})

/** One stop of the Tab key, moved by the arrow keys. */
function useWalk({ cells }: MatrixSheet, selected: CellPlace | null) {
  const table = useRef<HTMLTableElement>(null)
  const [walked, setWalked] = useState<Position | null>(null)
  // From a newly opened cell the walk goes on there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the opened cell is the reason
  useEffect(() => setWalked(null), [selected])
  const stop = inside(walked ?? positionOf(cells, selected), cells.length)
  const { range, onScroll, focus } = useSight(table, cells.length)
  const onKeyDown = (event: KeyboardEvent) => {
    const next = neighbourOf(stop, event.key, cells.length)
    if (!next) return
    event.preventDefault()
    focus(next, () => setWalked(next))
  }
  return { table, range, onScroll, stop, onKeyDown }
}

function positionOf(cells: MatrixSheet['cells'], selected: CellPlace | null): Position {
  const isSelected = (cell: CellPlace) => cell.row === selected?.row && cell.column === selected.column
  const line = selected ? cells.findIndex((each) => each.some(isSelected)) : -1
  return line < 0 ? { line: 0, place: 0 } : { line, place: cells[line]!.findIndex(isSelected) }
}

/** Another choice of lines may have left fewer of them. */
function inside({ line, place }: Position, size: number): Position {
  return { line: Math.min(line, size - 1), place: Math.min(place, size - 1) }
}
