import { PenLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { LabellingKind, LabellingVerdict } from '../../../shared/labellingCalls.ts'
import type { ComparedLabel, LabelOutcome } from '../../../shared/metrics/agreement/compareLabels.ts'
import { OutcomeBox, OutcomeBoxes } from '../../canvas/OutcomeBox.tsx'
import { rateText } from '../../charts/figureText.ts'
import { Button } from '../../design/Button.tsx'
import { Hint } from '../../design/Hint.tsx'
import { runCommand } from '../../keys/offers.ts'
import { showImageFrom } from '../../stores/comeBack.ts'
import styles from './Agreement.module.css'
import { showBox, useAgreementView } from './agreementView.ts'
import { ClassAgreementTable } from './ClassAgreementTable.tsx'
import { lookOf } from './lookOf.ts'
import { type AgreementModel, type AgreementRow, keyOf } from './model.ts'
import { useLabelName } from './useLabelName.ts'

type ComparedPanelProps = {
  readonly row: AgreementRow
  readonly model: AgreementModel
  readonly kind: LabellingKind
  readonly onDecide: (verdict: LabellingVerdict) => void
}

/** The boxes of the image in words, what is to become of its labels, and the classes of all images. */
export function ComparedPanel({ row, model, kind, onDecide }: ComparedPanelProps) {
  const { t } = useTranslation()
  return (
    <aside className={styles.panel} aria-label={t('agreement.panel')}>
      <Decision row={row} kind={kind} onDecide={onDecide} />
      {kind === 'second' && row.image.verdict === null && <TakeBox row={row} />}
      {row.labels.length === 0 ? (
        <p className={styles.empty}>{t('agreement.noBoxes')}</p>
      ) : (
        <OutcomeBoxes label={t('agreement.boxes')}>
          {row.labels.map((label) => (
            <li key={keyOf(label)}>
              <BoxRow label={label} model={model} kind={kind} />
            </li>
          ))}
        </OutcomeBoxes>
      )}
      <ClassAgreementTable model={model} kind={kind} />
    </aside>
  )
}

/** What is trusted comes first. */
const orders = { control: ['labelling', 'project'], second: ['project', 'labelling'] } as const
const commandOf = { labelling: 'agreement.keepLabelling', project: 'agreement.keepProject' } as const

function Decision({ row: { image }, kind, onDecide }: Omit<ComparedPanelProps, 'model'>) {
  const { t } = useTranslation()
  const [usual] = orders[kind]
  return (
    <section className={styles.decision} aria-label={t('agreement.decision')}>
      {image.verdict !== null && <p>{t(`agreement.kept.${kind}.${image.verdict}`)}</p>}
      {image.state === 'rejected' && <p className={styles.note}>{t('agreement.rejected')}</p>}
      {image.verdict === null &&
        orders[kind].map((verdict) => (
          <Hint key={verdict} text={t('room.undoable')} command={commandOf[verdict]} side="left">
            <Button look={verdict === usual ? 'primary' : 'plain'} onClick={() => onDecide(verdict)}>
              {t(`agreement.keep.${kind}.${verdict}`)}
            </Button>
          </Hint>
        ))}
      <Button look="quiet" onClick={() => showImageFrom('agreement', image.imageId)}>
        <PenLine size={14} aria-hidden="true" />
        {t('room.boxes.open')}
      </Button>
    </section>
  )
}

/** What taking the chosen box would do. */
function TakeBox({ row }: { readonly row: AgreementRow }) {
  const { t } = useTranslation()
  const boxKey = useAgreementView((state) => state.boxKey)
  const chosen = row.labels.find((label) => keyOf(label) === boxKey && label.outcome !== 'ignored')
  return (
    <section className={styles.take} aria-label={t('agreement.takeBox')}>
      <Hint text={t('agreement.takeBox')} command="agreement.takeBox" side="left">
        <Button disabled={!chosen} onClick={() => runCommand('agreement.takeBox')}>
          {t(chosen ? `agreement.take.${chosen.outcome as TakenOutcome}` : 'agreement.take.none')}
        </Button>
      </Hint>
    </section>
  )
}

type TakenOutcome = Exclude<LabelOutcome, 'ignored'>

type BoxRowProps = { readonly label: ComparedLabel; readonly model: AgreementModel; readonly kind: LabellingKind }

function BoxRow({ label, model, kind }: BoxRowProps) {
  const { t } = useTranslation()
  const nameOf = useLabelName(model.sides)
  const isChosen = useAgreementView(({ boxKey }) => boxKey === keyOf(label))
  const wordOf = (outcome: LabelOutcome) =>
    outcome === 'missed' || outcome === 'extra'
      ? t(`agreement.alone.${kind}.${outcome}`)
      : t(`agreement.outcome.${outcome}`)
  return (
    <OutcomeBox
      outcome={lookOf[label.outcome]}
      name={<strong>{nameOf(label)}</strong>}
      numbers={
        <>
          <span>{wordOf(label.outcome)}</span>
          {label.iou !== null && <span>IoU {rateText(label.iou, 2)}</span>}
        </>
      }
      isChosen={isChosen}
      onToggle={() => showBox(isChosen ? null : keyOf(label))}
    />
  )
}
