import { useTranslation } from 'react-i18next'
import { Button } from '../../design/Button.tsx'
import { useKey } from '../../keys/useKey.ts'
import { Section, Toggle } from './OptionRow.tsx'
import { setOptions, useViewOptions } from './options.ts'
import { SliderRow } from './SliderRow.tsx'
import { plainTone } from './tone.ts'
import styles from './ViewPanel.module.css'

export function PictureOptions() {
  const { t } = useTranslation()
  const isSharp = useViewOptions((state) => state.isSharp)
  const key = useKey('annotate.plainPicture')
  const reset = (
    <Button look="quiet" className={styles.small} onClick={() => setOptions(plainTone)}>
      {t('annotate.view.asItIs')} {key && <kbd>{key}</kbd>}
    </Button>
  )
  return (
    <Section title={t('annotate.view.picture')} action={reset}>
      <SliderRow label={t('annotate.view.brightness')} name="brightness" unit="percent" />
      <SliderRow label={t('annotate.view.contrast')} name="contrast" unit="percent" />
      <SliderRow label={t('annotate.view.gamma')} name="gamma" unit="count" />
      <Toggle label={t('annotate.view.isSharp')} name="isSharp" isChecked={isSharp} />
    </Section>
  )
}
