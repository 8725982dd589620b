import { useTranslation } from 'react-i18next'
import { Select } from '../../design/Field.tsx'
import { ChoiceRow, Section } from './OptionRow.tsx'
import { labelChoices, setOptions, useViewOptions } from './options.ts'
import { SliderRow } from './SliderRow.tsx'

export function BoxOptions() {
  const { t } = useTranslation()
  const labels = useViewOptions((state) => state.labels)
  return (
    <Section title={t('annotate.view.boxes')}>
      <SliderRow label={t('annotate.view.lineWidth')} name="lineWidth" unit="px" />
      <SliderRow label={t('annotate.view.labelSize')} name="labelSize" unit="px" />
      <ChoiceRow label={t('annotate.view.labels')}>
        {(id) => (
          <Select
            id={id}
            value={labels}
            choices={labelChoices.map((value) => ({ value, label: t(`annotate.view.labelChoices.${value}`) }))}
            onChoose={(value) => setOptions({ labels: value })}
          />
        )}
      </ChoiceRow>
    </Section>
  )
}
