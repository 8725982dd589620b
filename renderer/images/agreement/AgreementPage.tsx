import { Diff, EyeOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Labelling } from '../../../shared/labellingCalls.ts'
import { Button } from '../../design/Button.tsx'
import { EmptyState } from '../../design/EmptyState.tsx'
import { Select } from '../../design/Field.tsx'
import styles from './Agreement.module.css'
import { chooseControls, closeChoosing, showLabelling, useAgreementView } from './agreementView.ts'
import { ControlDialog } from './ControlDialog.tsx'
import { LabellingView } from './LabellingView.tsx'
import { useLabellingName } from './labellingName.ts'
import { useLabellings } from './useAgreement.ts'

/** Labels checked against labels: how far two labellings of the same images agree, and which of them stays. */
export function AgreementPage() {
  const { t } = useTranslation()
  const labellings = useLabellings()
  const chosenId = useAgreementView((state) => state.labellingId)
  const isChoosing = useAgreementView((state) => state.isChoosing)
  const shown = labellings?.find(({ id }) => id === chosenId) ?? labellings?.at(-1) ?? null
  return (
    <section className={styles.page} aria-label={t('room.tab.agreement')} aria-busy={labellings === null}>
      {labellings && shown ? (
        <>
          <LabellingBar labellings={labellings} shown={shown} />
          <LabellingView key={shown.id} labelling={shown} />
        </>
      ) : (
        labellings && (
          <EmptyState icon={<Diff size={28} />} title={t('agreement.noneTitle')} text={t('agreement.noneText')}>
            <Button look="primary" onClick={chooseControls}>
              {t('agreement.hide')}
            </Button>
          </EmptyState>
        )
      )}
      {isChoosing && <ControlDialog onClose={closeChoosing} />}
    </section>
  )
}

type BarProps = { readonly labellings: readonly Labelling[]; readonly shown: Labelling }

/** Which labelling is compared: the newest first, each with how many images wait for a decision. */
function LabellingBar({ labellings, shown }: BarProps) {
  const { t } = useTranslation()
  const nameOf = useLabellingName()
  const choices = labellings.toReversed().map((labelling) => ({
    value: String(labelling.id),
    label: t('agreement.choice', { name: nameOf(labelling), count: labelling.open }),
  }))
  return (
    <div className={styles.bar}>
      <Select
        className={styles.choice}
        aria-label={t('agreement.labellings')}
        value={String(shown.id)}
        choices={choices}
        onChoose={(value) => showLabelling(Number(value))}
      />
      <Button onClick={chooseControls}>
        <EyeOff size={14} aria-hidden="true" />
        {t('agreement.hide')}
      </Button>
    </div>
  )
}
