import { useTranslation } from 'react-i18next'
import type { Category } from '../../shared/model.ts'
import { Button } from '../design/Button.tsx'
import { useKey } from '../keys/useKey.ts'
import styles from './CropActions.module.css'
import type { CropItem } from './cropItems.ts'
import { type CropActionSet, type ReviewAction, reviewActions } from './useCropActions.ts'

type CropActionsProps = {
  readonly item: CropItem
  readonly categories: readonly Category[]
  readonly actions: CropActionSet
}

/** What can be done about a crop, each with its key. */
export function CropActions({ item, categories, actions }: CropActionsProps) {
  const { t } = useTranslation()
  const nameOf = (id: number | undefined) => categories.find((category) => category.id === id)?.name ?? ''
  const seen = nameOf(item.detected?.categoryId)
  const accept = item.label ? t('results.action.relabel', { name: seen }) : t('results.action.add', { name: seen })
  const words: Readonly<Record<ReviewAction, string>> = {
    accept: item.detected ? accept : t('results.action.noModel'),
    keep: item.label
      ? t('results.action.keep', { name: nameOf(item.label.categoryId) })
      : t('results.action.keepEmpty'),
    edit: t('results.action.edit'),
    skip: t('results.action.skip'),
    undo: t('results.action.undo'),
  }
  return (
    <div className={styles.actions}>
      {reviewActions.map((action) => (
        <Button
          key={action}
          look={action === 'accept' ? 'primary' : 'plain'}
          disabled={!actions.can(action)}
          onClick={() => actions.run(action)}
        >
          {words[action]}
          <ActionKey action={action} />
        </Button>
      ))}
    </div>
  )
}

function ActionKey({ action }: { readonly action: ReviewAction }) {
  const key = useKey(`results.${action}`)
  return key === '' ? null : <kbd className={styles.key}>{key}</kbd>
}
