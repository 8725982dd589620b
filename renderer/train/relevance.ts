/** Which settings have a say, given the others: momentum means nothing to Adam. What has none stays out of sight. */

import type { SettingKey } from '../../shared/settingFields.ts'
import type { Draft } from './draft.ts'

type Condition = (draft: Draft) => boolean

const isOneOf =
  (key: SettingKey, ...values: readonly string[]): Condition =>
  (draft) =>
    values.includes(draft[key])

/** The two-stage detector has one loss for boxes and one for classes: those of its paper. */
const hasChoiceOfLosses = isOneOf('detector', 'yolo')

const usesFocal: Condition = (draft) =>
  draft.objectnessLoss === 'focal' || (draft.classLoss === 'focal' && hasChoiceOfLosses(draft))

const conditions: Partial<Record<SettingKey, Condition>> = {
  frozen: isOneOf('start', 'pretrained'),
  backboneRate: isOneOf('start', 'pretrained'),
  width: isOneOf('start', 'scratch'),
  momentum: isOneOf('optimizer', 'sgd', 'rmsprop'),
  dampening: isOneOf('optimizer', 'sgd'),
  momentumForm: isOneOf('optimizer', 'sgd'),
  stepEvery: isOneOf('schedule', 'step'),
  stepFactor: isOneOf('schedule', 'step'),
  boxLoss: hasChoiceOfLosses,
  classLoss: hasChoiceOfLosses,
  focalGamma: usesFocal,
}

export function isRelevant(key: SettingKey, draft: Draft): boolean {
  return conditions[key]?.(draft) ?? true
}
