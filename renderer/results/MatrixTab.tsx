import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { confusionAbove } from '../../shared/metrics/confusion.ts'
import { useCommands } from '../keys/useCommands.ts'
import { CellCrops } from './CellCrops.tsx'
import { ClassTable } from './ClassTable.tsx'
import { ConfusionMatrix } from './ConfusionMatrix.tsx'
import styles from './MatrixTab.module.css'
import { keepingAxis, matrixAxis } from './matrix/matrixAxis.ts'
import type { CellPlace } from './matrixView.ts'
import type { Matched } from './reading.ts'
import { useOwnChoice } from './resultsView.ts'
import { openCell, useReview } from './review.ts'
import { SuspiciousCells } from './SuspiciousCells.tsx'
import type { Figures } from './useReading.ts'

type MatrixTabProps = {
  readonly figures: Figures
  /** What the figures are figures of, in one line. */
  readonly subtitle: string
}

/** Table, matrix and crops: three looks at the same matches. */
export const MatrixTab = memo(function MatrixTab({ figures, subtitle }: MatrixTabProps) {
  const { t } = useTranslation()
  const { matched, reading } = figures
  const cell = useReview((state) => state.cell)
  const matrix = useRef<HTMLDivElement>(null)
  const crops = useRef<HTMLDivElement>(null)
  const { confusion } = reading
  const axis = useAxis(matched)
  const title = useMemo(() => [t('results.matrix.title'), subtitle] as const, [t, subtitle])
  const open = useCallback((place: CellPlace) => {
    openCell(place)
    // The next keys are for the crops, until Escape.
    crops.current?.focus()
  }, [])
  const focusMatrix = useCallback(() => matrix.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus(), [])
  useCommands({ 'results.matrix': focusMatrix })
  useEffect(() => {
    // After an evaluation, or from another screen, the arrow keys are for the matrix at once, unless something within the room has the focus.
    if (document.activeElement?.contains(matrix.current)) focusMatrix()
  }, [focusMatrix])
  return (
    <div className={styles.columns}>
      <ClassTable figures={figures} />
      <div ref={matrix} className={styles.middle}>
        <ConfusionMatrix confusion={confusion} axis={axis} selected={cell} onOpen={open} title={title} />
        <SuspiciousCells confusion={confusion} selected={cell} onOpen={open} />
      </div>
      <div className={styles.crops}>
        <CellCrops ref={crops} figures={figures} axis={axis} cell={cell} onLeave={focusMatrix} />
      </div>
    </div>
  )
})

/** Ordered by what the best confidence shows, so that lines keep their places while the slider moves. */
function useAxis(matched: Matched) {
  const isSorted = useOwnChoice('isSorted')
  const leastLabels = useOwnChoice('leastLabels')
  const [keep] = useState(keepingAxis)
  // How many labels a class has is the same at any IoU and confidence.
  const decisive = isSorted ? matched : matched.prepared
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the matches only what decides
  return useMemo(() => {
    const { confusions, bestConfidence } = matched
    return keep(matrixAxis(confusionAbove(confusions, isSorted ? bestConfidence() : 1), { isSorted, leastLabels }))
  }, [decisive, isSorted, leastLabels, keep])
}
