import { useTranslation } from 'react-i18next'
import type { Search } from '../../../shared/searchCalls.ts'
import { Button } from '../../design/Button.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { fail } from '../../stores/messages.ts'
import { call } from '../../studio.ts'

type RemoveSearchProps = {
  readonly search: Search | null
  readonly onClose: () => void
  readonly onRemoved: () => void
}

/** A removed search takes the runs of its trials along, so it is asked for twice. */
export function RemoveSearch({ search, onClose, onRemoved }: RemoveSearchProps) {
  const { t } = useTranslation()
  const remove = async (id: number) => {
    onClose()
    await call('search.remove', { id })
    onRemoved()
  }
  return (
    <Dialog
      title={t('search.remove.ask')}
      isOpen={search !== null}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="danger" onClick={() => search && void remove(search.id).catch(fail)}>
            {t('train.remove.button')}
          </Button>
        </>
      }
    >
      {search && <p>{t('search.remove.text', { id: search.id, count: search.trials.length })}</p>}
    </Dialog>
  )
}
