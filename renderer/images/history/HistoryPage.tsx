import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/Button.tsx'
import { EmptyState } from '../../design/EmptyState.tsx'
import { Checkbox } from '../../design/Field.tsx'
import { useActivity } from '../../stores/activity.ts'
import { fail, note } from '../../stores/messages.ts'
import { call } from '../../studio.ts'
import styles from './History.module.css'
import { HistoryRow } from './HistoryRow.tsx'
import { useHistory } from './useHistory.ts'

/** Every step of the project, newest first; a click makes the project what it was after that step. */
export function HistoryPage() {
  const { t } = useTranslation()
  const currentImageId = useActivity((state) => state.imageId)
  const [isOfImage, setIsOfImage] = useState(false)
  const imageId = isOfImage ? currentImageId : null
  const { entries, images, isLoading, hasOlder, showOlder } = useHistory(imageId)
  const nowId = entries.find(({ isUndone }) => !isUndone)?.id ?? null
  const { isBusy, goTo } = useGoTo(imageId)
  return (
    <section className={styles.page} aria-label={t('room.tab.history')} aria-busy={isLoading || isBusy}>
      <header className={styles.header}>
        <p className={styles.help}>{t('room.history.help')}</p>
        <Checkbox
          label={t('room.history.ofImage')}
          isChecked={isOfImage}
          isDisabled={currentImageId === null}
          onChange={setIsOfImage}
        />
      </header>
      {entries.length === 0 && !isLoading ? (
        <EmptyState title={t('room.history.emptyTitle')} text={t('room.history.emptyText')} />
      ) : (
        <ol className={styles.list} aria-label={t('room.history.list')}>
          {entries.map((entry) => (
            <HistoryRow
              key={entry.id}
              entry={entry}
              image={entry.imageId === null ? null : (images.get(entry.imageId) ?? null)}
              isNow={entry.id === nowId}
              isBusy={isBusy}
              onGo={() => void goTo(entry.id)}
            />
          ))}
          {hasOlder ? (
            <li className={styles.end}>
              <Button onClick={showOlder}>{t('room.history.older')}</Button>
            </li>
          ) : (
            <Beginning
              isNow={nowId === null}
              isOfImage={imageId !== null}
              isBusy={isBusy}
              onGo={() => void goTo(null)}
            />
          )}
        </ol>
      )}
    </section>
  )
}

function useGoTo(imageId: number | null) {
  const { t } = useTranslation()
  const [isBusy, setIsBusy] = useState(false)
  const goTo = async (editId: number | null) => {
    setIsBusy(true)
    try {
      const steps = await call('history.goTo', { editId, ...(imageId !== null && { imageId }) })
      note(t('room.history.went', { count: steps.length }))
    } catch (error) {
      fail(error)
    } finally {
      setIsBusy(false)
    }
  }
  return { isBusy, goTo }
}

type BeginningProps = {
  readonly isNow: boolean
  readonly isOfImage: boolean
  readonly isBusy: boolean
  readonly onGo: () => void
}

function Beginning({ isNow, isOfImage, isBusy, onGo }: BeginningProps) {
  const { t } = useTranslation()
  return (
    <li className={styles.row} aria-current={isNow ? 'step' : undefined}>
      <button type="button" className={styles.step} disabled={isBusy} onClick={onGo}>
        <span className={styles.beginning}>
          {t(isOfImage ? 'room.history.beginningOfImage' : 'room.history.beginning')}
        </span>
      </button>
    </li>
  )
}
