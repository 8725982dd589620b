import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Labelling } from '../../../shared/labellingCalls.ts'
import { rateText } from '../../charts/figureText.ts'
import { Button } from '../../design/Button.tsx'
import { ValueSlider } from '../../design/ValueSlider.tsx'
import styles from './Agreement.module.css'
import { decide, endControl, forget } from './agreementActions.ts'
import { setIou, useAgreementView } from './agreementView.ts'
import type { AgreementModel } from './model.ts'

type HeadProps = { readonly labelling: Labelling; readonly model: AgreementModel }

/** How far it is, how far both agree, and what can be done with all of it at once. */
export function AgreementHead({ labelling, model }: HeadProps) {
  const { t } = useTranslation()
  const { kind, images, waiting, decided } = labelling
  const iou = useAgreementView((state) => state.iou)
  return (
    <header className={styles.head}>
      <p className={styles.course}>
        {t(`agreement.course.${kind}`, { images, answered: images - waiting, decided })}
        {' · '}
        {t(`agreement.sides.${kind}`)}
      </p>
      <div className={styles.line}>
        <Figures model={model} kind={kind} />
        <ValueSlider label={t('agreement.iou')} value={iou} low={0.1} high={0.95} onChange={setIou} />
      </div>
      <WholeActions labelling={labelling} model={model} />
    </header>
  )
}

function Figures({ model, kind }: { readonly model: AgreementModel; readonly kind: Labelling['kind'] }) {
  const { t } = useTranslation()
  const { f1, meanIou, same, otherClass, missed, extra } = model.tally
  const figures = [
    { key: 'f1', name: 'F1', help: t('agreement.f1Help'), text: rateText(f1) },
    { key: 'iou', name: t('agreement.meanIou'), help: t('agreement.meanIouHelp'), text: rateText(meanIou) },
    { key: 'alpha', name: t('agreement.alpha'), help: t('agreement.alphaHelp'), text: rateText(model.alpha) },
    { key: 'same', name: t('agreement.outcome.same'), help: '', text: String(same) },
    { key: 'otherClass', name: t('agreement.outcome.otherClass'), help: '', text: String(otherClass) },
    { key: 'missed', name: t(`agreement.alone.${kind}.missed`), help: '', text: String(missed) },
    { key: 'extra', name: t(`agreement.alone.${kind}.extra`), help: '', text: String(extra) },
  ]
  return (
    <dl className={styles.figures}>
      {figures.map(({ key, name, help, text }) => (
        <div key={key} title={help}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Everything about the whole labelling; each is one step. */
function WholeActions({ labelling: { id, kind, waiting, open }, model }: HeadProps) {
  const { t } = useTranslation()
  const [isBusy, setIsBusy] = useState(false)
  const act = async (work: () => Promise<boolean>) => {
    setIsBusy(true)
    await work()
    setIsBusy(false)
  }
  const openIds = model.rows.filter(({ image }) => image.verdict === null).map(({ image }) => image.id)
  const usual = kind === 'control' ? 'labelling' : 'project'
  return (
    <div className={styles.buttons}>
      {openIds.length > 0 && (
        <Button look="primary" disabled={isBusy} onClick={() => void act(() => decide(openIds, usual))}>
          {t(`agreement.keepAll.${kind}`, { count: openIds.length })}
        </Button>
      )}
      {kind === 'control' && waiting > 0 && (
        <Button disabled={isBusy} onClick={() => void act(() => endControl(id))}>
          {t('agreement.end', { count: waiting })}
        </Button>
      )}
      {(kind === 'second' || waiting + open === 0) && (
        <Button look="quiet" disabled={isBusy} onClick={() => void act(() => forget(id))}>
          {t('agreement.forget')}
        </Button>
      )}
    </div>
  )
}
