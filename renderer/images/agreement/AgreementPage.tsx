import { Diff, EyeOff, FileDiff, Vote } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Labelling } from '../../../shared/labellingCalls.ts'
import { Button } from '../../design/Button.tsx'
import { EmptyState } from '../../design/EmptyState.tsx'
import { Select } from '../../design/Field.tsx'
import styles from './Agreement.module.css'
import {
  beginVoting,
  chooseControls,
  closeChoosing,
  closeVoting,
  showLabelling,
  useAgreementView,
} from './agreementView.ts'
import { ControlDialog } from './ControlDialog.tsx'
import { LabellingView } from './LabellingView.tsx'
import { useLabellingName } from './labellingName.ts'
import { MajorityDialog } from './MajorityDialog.tsx'
import { useLabellings } from './useAgreement.ts'

/** Labels checked against labels: how far two labellings of the same images agree, and which of them stays. */
export function AgreementPage({ onCompare }: { readonly onCompare: () => void }) {
  const { t } = useTranslation()
  const labellings = useLabellings()
  const chosenId = useAgreementView((state) => state.labellingId)
  const isChoosing = useAgreementView((state) => state.isChoosing)
  const isVoting = useAgreementView((state) => state.isVoting)
  const compare = () => {
    // What comes in is the newest, and is shown then.
    showLabelling(null)
    onCompare()
  }
  const shown = labellings?.find(({ id }) => id === chosenId) ?? labellings?.at(-1) ?? null
  return (
    <section className={styles.page} aria-label={t('room.tab.agreement')} aria-busy={labellings === null}>
      {labellings && shown ? (
        <>
          <LabellingBar labellings={labellings} shown={shown} onCompare={compare} />
          <LabellingView key={shown.id} labelling={shown} />
        </>
      ) : (
        labellings && (
          <EmptyState icon={<Diff size={28} />} title={t('agreement.noneTitle')} text={t('agreement.noneText')}>
            <Button look="primary" onClick={chooseControls}>
              {t('agreement.hide')}
            </Button>
            <Button onClick={compare}>{t('agreement.compare')}</Button>
          </EmptyState>
        )
      )}
      {isChoosing && <ControlDialog onClose={closeChoosing} />}
      {isVoting && <MajorityDialog onClose={closeVoting} />}
    </section>
  )
}

type BarProps = {
  readonly labellings: readonly Labelling[]
  readonly shown: Labelling
  readonly onCompare: () => void
}

/** Which labelling is compared: the newest first, each with how many images wait for a decision. */
function LabellingBar({ labellings, shown, onCompare }: BarProps) {
  const { t } = useTranslation()
  const nameOf = useLabellingName()
  const others = labellings.filter(({ kind, open }) => kind === 'second' && open > 0)
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
      <Button onClick={onCompare}>
        <FileDiff size={14} aria-hidden="true" />
        {t('agreement.compare')}
      </Button>
      {others.length > 1 && (
        <Button onClick={beginVoting}>
          <Vote size={14} aria-hidden="true" />
          {t('agreement.vote')}
        </Button>
      )}
    </div>
  )
}
