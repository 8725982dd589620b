import { memo, useCallback, useMemo, useRef } from 'react'
import { pairsInCell } from '../../shared/metrics/confusion.ts'
import { ClassTable } from './ClassTable.tsx'
import { ConfusionMatrix } from './ConfusionMatrix.tsx'
import { CropPanel } from './CropPanel.tsx'
import { cropItems } from './cropItems.ts'
import { useExamples } from './examples.ts'
import styles from './MatrixTab.module.css'
import type { CellPlace } from './matrixView.ts'
import { openCell, useReview } from './review.ts'
import { SuspiciousCells } from './SuspiciousCells.tsx'
import type { Figures } from './useReading.ts'

type MatrixTabProps = { readonly figures: Figures }

/** Table, matrix and crops: three looks at the same matches. */
export const MatrixTab = memo(function MatrixTab({ figures: { prepared, reading } }: MatrixTabProps) {
  const cell = useReview((state) => state.cell)
  const matrix = useRef<HTMLDivElement>(null)
  const crops = useRef<HTMLDivElement>(null)
  const { confusion } = reading
  const items = useMemo(
    () => (cell ? cropItems(prepared, pairsInCell(confusion, cell.row, cell.column)) : []),
    [prepared, confusion, cell],
  )
  const examplesOf = useExamples(prepared, confusion)
  const open = useCallback((place: CellPlace) => {
    openCell(place)
    // The next keys are for the crops, until Escape.
    crops.current?.focus()
  }, [])
  const leaveCrops = useCallback(() => matrix.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus(), [])
  return (
    <div className={styles.columns}>
      <ClassTable figures={prepared.coco.figures} rows={reading.rows} averages={reading.averages} />
      <div ref={matrix} className={styles.middle}>
        <ConfusionMatrix confusion={confusion} selected={cell} onOpen={open} />
        <SuspiciousCells confusion={confusion} selected={cell} onOpen={open} />
      </div>
      <CropPanel
        ref={crops}
        cell={cell}
        items={items}
        examplesOf={examplesOf}
        categories={prepared.data.categories}
        onLeave={leaveCrops}
      />
    </div>
  )
})
