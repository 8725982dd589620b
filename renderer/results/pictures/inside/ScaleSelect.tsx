import { useTranslation } from 'react-i18next'
import { shortNumber } from '../../../charts/figureText.ts'
import { InlineSelect } from '../../InlineSelect.tsx'
import { type GridInside, strideOf } from './inside.ts'
import { look } from './insideView.ts'

type ScaleSelectProps = { readonly inside: GridInside; readonly scale: number }

/** Which of the feature maps is looked at. */
export function ScaleSelect({ inside, scale }: ScaleSelectProps) {
  const { t } = useTranslation()
  return (
    <InlineSelect
      label={t('results.inside.scale')}
      value={String(scale)}
      choices={inside.layout.cells.map((cells, place) => ({
        value: String(place),
        label: t('results.inside.scaleOf', { cells, stride: shortNumber(strideOf(inside, place)) }),
      }))}
      onChoose={(value) => look({ scale: Number(value), cell: null, anchor: 0 })}
    />
  )
}
