import { useTranslation } from 'react-i18next'
import type { Run } from '../../shared/reports.ts'
import { Button } from '../design/Button.tsx'
import { Dialog } from '../design/Dialog.tsx'
import { fail } from '../stores/messages.ts'
import { call } from '../studio.ts'
import { runName, timeText } from './runWords.ts'

type RemoveRunProps = { readonly run: Run | null; readonly onClose: () => void; readonly onRemoved: () => void }

/** A removed run takes its weights and evaluations along and cannot be brought back, so it is asked for twice. */
export function RemoveRun({ run, onClose, onRemoved }: RemoveRunProps) {
  const { t, i18n } = useTranslation()
  const remove = async (id: number) => {
    onClose()
    await call('runs.remove', { id })
    onRemoved()
  }
  return (
    <Dialog
      title={t('train.remove.title')}
      isOpen={run !== null}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="danger" onClick={() => run && void remove(run.id).catch(fail)}>
            {t('train.remove.button')}
          </Button>
        </>
      }
    >
      {run && <p>{t('train.remove.text', { name: runName(run), time: timeText(run.createdAt, i18n.language) })}</p>}
    </Dialog>
  )
}
