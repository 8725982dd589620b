import { useTranslation } from 'react-i18next'
import { Section, Toggle } from './OptionRow.tsx'
import { useViewOptions } from './options.ts'
import { SliderRow } from './SliderRow.tsx'

export function MovingOptions() {
  const { t } = useTranslation()
  const keepsView = useViewOptions((state) => state.keepsView)
  const hasMinimap = useViewOptions((state) => state.hasMinimap)
  return (
    <Section title={t('annotate.view.moving')}>
      <Toggle label={t('annotate.view.keepsView')} name="keepsView" isChecked={keepsView} />
      <Toggle label={t('annotate.view.hasMinimap')} name="hasMinimap" isChecked={hasMinimap} />
      <SliderRow label={t('annotate.view.objectShare')} name="objectShare" unit="percent" />
    </Section>
  )
}
