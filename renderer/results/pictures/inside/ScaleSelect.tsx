import { useTranslation } from 'react-i18next'
import { InlineSelect } from '../../InlineSelect.tsx'
import { cellsOf, type Inside } from './inside.ts'
import { look, useInsideView } from './insideView.ts'

/** Which of the feature maps is looked at. */
export function ScaleSelect({ inside }: { readonly inside: Inside }) {
  const { t } = useTranslation()
  const scale = useInsideView((state) => state.scale)
  return (
    <InlineSelect
      label={t('results.inside.scale')}
      value={String(scale)}
      choices={inside.strides.map((stride, place) => ({
        value: String(place),
        label: t('results.inside.scaleOf', { cells: cellsOf(inside, place), stride }),
      }))}
      onChoose={(value) => look({ scale: Number(value), cell: null, anchor: 0 })}
    />
  )
}
