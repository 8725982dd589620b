import { useTranslation } from 'react-i18next'
import { Select } from '../../design/Field.tsx'
import { ChoiceRow, Section } from './OptionRow.tsx'
import { gridChoices, setOptions, useViewOptions } from './options.ts'
import { SliderRow } from './SliderRow.tsx'

export function GridOptions() {
  const { t } = useTranslation()
  const grid = useViewOptions((state) => state.grid)
  return (
    <Section title={t('annotate.view.grid')}>
      <ChoiceRow label={t('annotate.view.shown')}>
        {(id) => (
          <Select
            id={id}
            value={grid}
            choices={gridChoices.map((value) => ({ value, label: t(`annotate.view.gridChoices.${value}`) }))}
            onChoose={(value) => setOptions({ grid: value })}
          />
        )}
      </ChoiceRow>
      {grid === 'parts' ? (
        <SliderRow label={t('annotate.view.gridParts')} name="gridParts" unit="count" />
      ) : (
        <SliderRow label={t('annotate.view.gridStep')} name="gridStep" unit="px" isDisabled={grid === 'none'} />
      )}
    </Section>
  )
}
