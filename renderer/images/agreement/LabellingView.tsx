import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Labelling, LabellingVerdict } from '../../../shared/labellingCalls.ts'
import type { ComparedLabel } from '../../../shared/metrics/agreement/compareLabels.ts'
import { EmptyState } from '../../design/EmptyState.tsx'
import { useCommands } from '../../keys/useCommands.ts'
import { showImageFrom } from '../../stores/comeBack.ts'
import styles from './Agreement.module.css'
import { AgreementHead } from './AgreementHead.tsx'
import { decide, takeBox } from './agreementActions.ts'
import { showBox, showCompared, useAgreementView } from './agreementView.ts'
import { ComparedList } from './ComparedList.tsx'
import { ComparedPanel } from './ComparedPanel.tsx'
import { ComparedPicture } from './ComparedPicture.tsx'
import { type AgreementModel, type AgreementRow, keyOf } from './model.ts'
import { useAgreement } from './useAgreement.ts'

/** One labelling beside the project's labels: figures, images, and the boxes of the image in hand. */
export function LabellingView({ labelling }: { readonly labelling: Labelling }) {
  const { t } = useTranslation()
  const model = useAgreement(labelling)
  if (!model) return <p className={styles.loading}>{t('agreement.loading')}</p>
  return (
    <div className={styles.middle}>
      <AgreementHead labelling={labelling} model={model} />
      {model.rows.length === 0 ? (
        <EmptyState
          title={t(`agreement.waiting.${labelling.kind}.title`)}
          text={t(`agreement.waiting.${labelling.kind}.text`)}
        />
      ) : (
        <ComparedImages labelling={labelling} model={model} />
      )}
    </div>
  )
}

type ComparedImagesProps = { readonly labelling: Labelling; readonly model: AgreementModel }

function ComparedImages({ labelling, model }: ComparedImagesProps) {
  const { rows } = model
  const comparedId = useAgreementView((state) => state.comparedId)
  const place = Math.max(
    0,
    rows.findIndex(({ image }) => image.id === comparedId),
  )
  const current = rows[place]!
  useKeptPlace(comparedId, current)
  const walk = (step: number) => showCompared((rows[place + step] ?? current).image.id)
  const settle = (verdict: LabellingVerdict) => {
    const next = rows.find(({ image }, at) => at > place && image.verdict === null)
    void decide([current.image.id], verdict).then((isDone) => isDone && next && showCompared(next.image.id))
  }
  const canDecide = () => current.image.verdict === null
  useCommands({
    'agreement.next': { run: () => walk(1), canRun: () => place + 1 < rows.length },
    'agreement.previous': { run: () => walk(-1), canRun: () => place > 0 },
    'agreement.keepLabelling': { run: () => settle('labelling'), canRun: canDecide },
    'agreement.keepProject': { run: () => settle('project'), canRun: canDecide },
    'agreement.takeBox': {
      run: () => void takeChosen(model, current),
      canRun: () => labelling.kind === 'second' && canDecide() && chosenOf(current) !== null,
    },
    'agreement.open': () => showImageFrom('agreement', current.image.imageId),
    'agreement.nextBox': () => walkBoxes(current, 1),
    'agreement.previousBox': () => walkBoxes(current, -1),
  })
  return (
    <div className={styles.columns}>
      <ComparedList rows={rows} kind={labelling.kind} currentId={current.image.id} />
      <ComparedPicture row={current} model={model} kind={labelling.kind} />
      <ComparedPanel row={current} model={model} kind={labelling.kind} onDecide={settle} />
    </div>
  )
}

/** From the moment an image is seen it stays, whatever other decisions make of the order. */
function useKeptPlace(comparedId: number | null, { image }: AgreementRow): void {
  useEffect(() => {
    if (comparedId !== image.id) showCompared(image.id)
  }, [comparedId, image.id])
}

/** The box in hand, unless there is nothing to take of it. */
function chosenOf({ labels }: AgreementRow): ComparedLabel | null {
  const { boxKey } = useAgreementView.getState()
  return labels.find((label) => keyOf(label) === boxKey && label.outcome !== 'ignored') ?? null
}

function takeChosen({ ids }: AgreementModel, row: AgreementRow): Promise<boolean> {
  const { reference, other } = chosenOf(row)!
  // The next one is looked for among the boxes as they then are.
  showBox(null)
  return takeBox({
    comparedId: row.image.id,
    keptId: other === null ? null : ids.other[other]!,
    annotationId: reference === null ? null : ids.reference[reference]!,
  })
}

function walkBoxes({ labels }: AgreementRow, step: number): void {
  const { boxKey } = useAgreementView.getState()
  const at = labels.findIndex((label) => keyOf(label) === boxKey)
  const next = at < 0 ? (step > 0 ? 0 : labels.length - 1) : (at + step + labels.length) % labels.length
  if (labels[next]) showBox(keyOf(labels[next]))
}
