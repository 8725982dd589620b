/** Why no run can be started right now, in words; null when one can. */
import type { TFunction } from 'i18next'
import type { CheckedDraft } from './draft.ts'

type Circumstances = {
  readonly isTraining: boolean
  /** The readiness list holds something that prevents training, or is not known yet. */
  readonly isBlocked: boolean
  readonly checked: CheckedDraft
}

export function startObstacle(t: TFunction, { isTraining, isBlocked, checked }: Circumstances): string | null {
  if (isTraining) return t('train.start.isTraining')
  if (isBlocked) return t('train.start.isBlocked')
  if (checked.wrongKeys.length > 0) {
    return t('train.start.isWrong', { names: checked.wrongKeys.map((key) => t(`train.label.${key}`)).join(', ') })
  }
  if (checked.wantsFrozen) return t('train.start.conflict')
  return checked.isEndless ? t('train.start.isEndless') : null
}
