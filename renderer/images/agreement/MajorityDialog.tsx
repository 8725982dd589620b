import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rateText } from '../../charts/figureText.ts'
import { Button } from '../../design/Button.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { useProjectAnswer } from '../../stores/useProjectAnswer.ts'
import { call } from '../../studio.ts'
import styles from './Agreement.module.css'
import { takeMajority } from './agreementActions.ts'
import { useAgreementView } from './agreementView.ts'

const effects = ['added', 'relabelled', 'removed', 'divided', 'locked'] as const

/** Several labellings become one: what most of them say, counted before it is done. */
export function MajorityDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const iou = useAgreementView((state) => state.iou)
  const [isBusy, setIsBusy] = useState(false)
  const ask = () => call('labellings.majority', { iou, dryRun: true })
  const { answer } = useProjectAnswer({ ask, about: [iou] })
  const changes = answer ? answer.added + answer.relabelled + answer.removed : 0
  const take = async () => {
    setIsBusy(true)
    if (await takeMajority(iou)) onClose()
    else setIsBusy(false)
  }
  const actions = (
    <>
      <Button onClick={onClose}>{t('common.cancel')}</Button>
      <Button look="primary" disabled={isBusy || changes === 0} onClick={() => void take()}>
        {t('agreement.majority.take', { count: changes })}
      </Button>
    </>
  )
  return (
    <Dialog title={t('agreement.majority.title')} isOpen onClose={onClose} actions={actions}>
      <div className={styles.form}>
        <p>{t('agreement.majority.what')}</p>
        {answer && (
          <div role="status" className={styles.form}>
            <p>
              {answer.images === 0
                ? t('agreement.majority.nothing')
                : t('agreement.majority.about', { ...answer, count: answer.images, alpha: rateText(answer.alpha) })}
            </p>
            <ul>
              {effects.map(
                (effect) =>
                  answer[effect] > 0 && (
                    <li key={effect}>{t(`agreement.majority.effect.${effect}`, { count: answer[effect] })}</li>
                  ),
              )}
            </ul>
          </div>
        )}
      </div>
    </Dialog>
  )
}
