import type { TFunction } from 'i18next'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Category } from '../../shared/model.ts'
import { Button } from '../design/Button.tsx'
import { KeyMark } from '../design/KeyMark.tsx'
import styles from './CropActions.module.css'
import type { CropItem } from './cropItems.ts'
import { type CropActionSet, type ReviewAction, reviewActions } from './useCropActions.ts'

type CropActionsProps = {
  readonly item: CropItem
  readonly categories: readonly Category[]
  readonly actions: CropActionSet
}

/** What can be done about a crop, each with its key. */
export const CropActions = memo(function CropActions({ item, categories, actions }: CropActionsProps) {
  const { t } = useTranslation()
  const nameOf = (id: number | undefined) => categories.find((category) => category.id === id)?.name ?? ''
  const seen = nameOf(item.detected?.categoryId)
  const words: Readonly<Record<ReviewAction, string>> = {
    accept: acceptWord(t, item, seen),
    keep: item.label
      ? t('results.action.keep', { name: nameOf(item.label.categoryId) })
      : t('results.action.keepEmpty'),
    ignore: t('results.action.ignore'),
    edit: t('results.action.edit'),
    open: t('results.action.open'),
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
          <KeyMark command={`results.${action}`} />
        </Button>
      ))}
    </div>
  )
})

/** What taking the model's word would do. */
function acceptWord(t: TFunction, { kind, detected }: CropItem, name: string): string {
  if (kind === 'duplicate') return t('results.action.remove')
  if (!detected) return t('results.action.noModel')
  if (kind === 'located') return t('results.action.move')
  return t(kind === 'swapped' ? 'results.action.relabel' : 'results.action.add', { name })
}
