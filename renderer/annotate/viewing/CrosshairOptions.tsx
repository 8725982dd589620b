import { useTranslation } from 'react-i18next'
import { Button } from '../../design/Button.tsx'
import { Select } from '../../design/Field.tsx'
import { ChoiceRow, Section } from './OptionRow.tsx'
import { crosshairChoices, setOptions, useViewOptions } from './options.ts'
import { SliderRow } from './SliderRow.tsx'
import styles from './ViewPanel.module.css'

export function CrosshairOptions() {
  const { t } = useTranslation()
  const crosshair = useViewOptions((state) => state.crosshair)
  const isOff = crosshair === 'never'
  return (
    <Section title={t('annotate.view.crosshair')}>
      <ChoiceRow label={t('annotate.view.shown')}>
        {(id) => (
          <Select
            id={id}
            value={crosshair}
            choices={crosshairChoices.map((value) => ({ value, label: t(`annotate.view.crosshairChoices.${value}`) }))}
            onChoose={(value) => setOptions({ crosshair: value })}
          />
        )}
      </ChoiceRow>
      <CrosshairColor isDisabled={isOff} />
      <SliderRow label={t('annotate.view.width')} name="crosshairWidth" unit="px" isDisabled={isOff} />
      <SliderRow label={t('annotate.view.opacity')} name="crosshairOpacity" unit="percent" isDisabled={isOff} />
    </Section>
  )
}

function CrosshairColor({ isDisabled }: { readonly isDisabled: boolean }) {
  const { t } = useTranslation()
  const color = useViewOptions((state) => state.crosshairColor)
  return (
    <ChoiceRow label={t('annotate.view.color')}>
      {(id) => (
        <span className={styles.color}>
          <input
            id={id}
            type="color"
            // White is what the theme draws.
            value={color ?? '#ffffff'}
            disabled={isDisabled}
            onChange={(event) => setOptions({ crosshairColor: event.target.value })}
          />
          <Button
            look="quiet"
            className={styles.small}
            disabled={isDisabled || color === null}
            onClick={() => setOptions({ crosshairColor: null })}
          >
            {t('annotate.view.ownColor')}
          </Button>
        </span>
      )}
    </ChoiceRow>
  )
}
