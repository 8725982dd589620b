import { useTranslation } from 'react-i18next'
import { fusionMethod, fusionRanges } from '../../../shared/ensemble.ts'
import { Segmented } from '../Segmented.tsx'
import { SliderField } from '../SliderField.tsx'
import { type FusionDraft, isFusionNumber } from './fusionDraft.ts'

type FusionFieldsProps = { readonly draft: FusionDraft; readonly onChange: (change: Partial<FusionDraft>) => void }

const step = 0.05

/** How boxes of several members become one answer. */
export function FusionFields({ draft, onChange }: FusionFieldsProps) {
  const { t } = useTranslation()
  return (
    <>
      <Segmented
        label={t('train.ensemble.fusion')}
        value={draft.method}
        choices={fusionMethod.options.map((value) => ({ value, label: t(`train.ensemble.method.${value}`) }))}
        help={t(`train.ensemble.methodHelp.${draft.method}`)}
        onChoose={(method) => onChange({ method })}
      />
      <FusionNumber name="iou" draft={draft} onChange={onChange} />
      {draft.method === 'vote' && <FusionNumber name="leastVotes" draft={draft} onChange={onChange} />}
    </>
  )
}

type FusionNumberProps = FusionFieldsProps & { readonly name: 'iou' | 'leastVotes' }

function FusionNumber({ name, draft, onChange }: FusionNumberProps) {
  const { t } = useTranslation()
  const text = draft[name]
  const [min, max] = fusionRanges[name]
  return (
    <SliderField
      label={t(`train.ensemble.${name}`)}
      help={t(`train.ensemble.${name}Help`)}
      error={isFusionNumber(name, text) ? null : t('train.ensemble.between', { low: min, high: max })}
      unit=""
      slider={{ min, max, step, value: Number(text) || 0 }}
      onSlide={(value) => onChange({ [name]: String(value) })}
      text={text}
      onType={(typed) => onChange({ [name]: typed })}
    />
  )
}
