import { Contrast } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Hint } from '../../design/Hint.tsx'
import styles from './AdjustedMark.module.css'
import { setOptions, useViewOptions } from './options.ts'
import { isPlain, plainTone } from './tone.ts'

/** Says over the picture that it is not shown as it is in its file; a click shows it so. */
export function AdjustedMark() {
  const { t } = useTranslation()
  const options = useViewOptions()
  if (isPlain(options)) return null
  const percent = (value: number) => Math.round(value * 100)
  const text = [
    options.brightness !== 1 && t('annotate.view.brightnessIs', { percent: percent(options.brightness) }),
    options.contrast !== 1 && t('annotate.view.contrastIs', { percent: percent(options.contrast) }),
    options.gamma !== 1 && t('annotate.view.gammaIs', { value: options.gamma }),
  ]
    .filter(Boolean)
    .join(' · ')
  return (
    <Hint text={t('annotate.view.asItIsHint')} command="annotate.plainPicture">
      <button type="button" className={styles.mark} onClick={() => setOptions(plainTone)}>
        <Contrast size={14} aria-hidden="true" />
        {text}
      </button>
    </Hint>
  )
}
