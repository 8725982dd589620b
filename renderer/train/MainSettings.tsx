import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { settingFields } from '../../shared/settingFields.ts'
import { allowedText } from './allowedText.ts'
import { type Draft, isAllowed } from './draft.ts'
import { Segmented } from './Segmented.tsx'
import { SliderField } from './SliderField.tsx'
import { minuteStops, minutesText, nearestStop, secondsText } from './timeStops.ts'
import { setSetting } from './trainView.ts'

/** The three settings that matter most. */
export function MainSettings({ draft }: { readonly draft: Draft }) {
  return (
    <>
      <TimeSetting seconds={draft.seconds} />
      <SizeSetting size={draft.size} />
      <StartSetting start={draft.start} />
    </>
  )
}

function TimeSetting({ seconds }: { readonly seconds: string }) {
  const { t } = useTranslation()
  // While typing, the text is the user's; else it follows the setting.
  const [typed, setTyped] = useState<string | null>(null)
  const minutes = minutesText(seconds)
  return (
    <SliderField
      label={t('train.main.time')}
      help={seconds.trim() === '' ? t('train.main.noLimit') : t('train.main.timeHelp')}
      error={isAllowed('seconds', seconds) ? null : t('train.main.timeError')}
      unit={t('train.main.min')}
      slider={{
        min: 0,
        max: minuteStops.length - 1,
        value: nearestStop(seconds),
        'aria-valuetext': t('train.main.minutes', { minutes }),
      }}
      onSlide={(stop) => setSetting('seconds', secondsText(String(minuteStops[stop])))}
      text={typed ?? minutes}
      onType={(text) => {
        setTyped(text)
        setSetting('seconds', secondsText(text))
      }}
      onLeave={() => setTyped(null)}
    />
  )
}

function SizeSetting({ size }: { readonly size: string }) {
  const { t } = useTranslation()
  const field = settingFields.size
  if (field.kind !== 'number') return null
  return (
    <SliderField
      label={t('train.main.size')}
      help={t('train.main.sizeHelp')}
      error={isAllowed('size', size) ? null : allowedText(t, field)}
      unit={t('train.main.pixels')}
      slider={{ min: field.low ?? 0, max: field.high ?? 0, step: field.step ?? 1, value: Number(size) || 0 }}
      onSlide={(value) => setSetting('size', String(value))}
      text={size}
      onType={(text) => setSetting('size', text)}
    />
  )
}

function StartSetting({ start }: { readonly start: string }) {
  const { t } = useTranslation()
  return (
    <Segmented
      label={t('train.main.start')}
      value={start}
      choices={(['pretrained', 'scratch'] as const).map((value) => ({
        value,
        label: t(`train.choice.start.${value}`),
      }))}
      help={start === 'scratch' ? t('train.main.scratchHelp') : t('train.main.pretrainedHelp')}
      onChoose={(value) => setSetting('start', value)}
    />
  )
}
