import { memo, type Ref, useMemo } from 'react'
import { CropPanel } from './CropPanel.tsx'
import { type CropItem, cropItems } from './cropItems.ts'
import { useExamples } from './examples.ts'
import type { AxisEntry } from './matrix/matrixAxis.ts'
import { type CellPlace, pairsBehind } from './matrixView.ts'
import { usePaced } from './usePaced.ts'
import type { Figures } from './useReading.ts'
import { useSameList } from './useSameList.ts'

type CellCropsProps = {
  readonly ref: Ref<HTMLDivElement>
  readonly figures: Figures
  readonly axis: readonly AxisEntry[]
  readonly cell: CellPlace | null
  readonly onLeave: () => void
}

// The very same each time, so that nothing is built anew for nobody.
const noCrops: readonly CropItem[] = []
const noExamples = () => noCrops

/** The crops behind the open cell. They follow a slider, too, but table and matrix come first. */
export const CellCrops = memo(function CellCrops({ ref, figures, axis, cell, onLeave }: CellCropsProps) {
  const { prepared, reading } = usePaced(figures)
  const { confusion } = reading
  const items = useSameList(
    useMemo(
      () => (cell ? cropItems(prepared, pairsBehind(confusion, axis, cell)) : noCrops),
      [prepared, confusion, axis, cell],
    ),
  )
  const examplesOf = useExamples(prepared, confusion)
  return (
    <CropPanel
      ref={ref}
      cell={cell}
      items={items}
      examplesOf={cell ? examplesOf : noExamples}
      prepared={prepared}
      onLeave={onLeave}
    />
  )
})
