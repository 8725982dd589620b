/**
 * Which settings have a say, given the others: momentum means nothing to Adam, a neck nothing to an SSD. What has none stays out of
 * sight.
 */
import type { SettingKey } from '../../shared/settingFields.ts'
import type { Draft } from './draft.ts'

type Condition = (draft: Draft) => boolean

const isOneOf =
  (key: SettingKey, ...values: readonly string[]): Condition =>
  (draft) =>
    values.includes(draft[key])

/** The others have one loss for boxes and one for classes: those of their papers. */
const hasChoiceOfLosses = isOneOf('detector', 'yolo')
const hasNeckAndObjectness = isOneOf('detector', 'yolo', 'faster-rcnn')

const usesFocal: Condition = (draft) =>
  (draft.objectnessLoss === 'focal' && hasNeckAndObjectness(draft)) ||
  (draft.classLoss === 'focal' && hasChoiceOfLosses(draft))

const conditions: Partial<Record<SettingKey, Condition>> = {
  frozen: isOneOf('start', 'pretrained'),
  backboneRate: isOneOf('start', 'pretrained'),
  width: isOneOf('start', 'scratch'),
  momentum: isOneOf('optimizer', 'sgd', 'rmsprop'),
  dampening: isOneOf('optimizer', 'sgd'),
  momentumForm: isOneOf('optimizer', 'sgd'),
  stepEvery: isOneOf('schedule', 'step'),
  stepFactor: isOneOf('schedule', 'step'),
  focalGamma: usesFocal,
  ...everyOne(hasChoiceOfLosses, ['boxLoss', 'classLoss']),
  ...everyOne(hasNeckAndObjectness, ['anchorsPerScale', 'neck', 'neckChannels', 'dropout', 'objectnessLoss']),
  ...everyOne(hasNeckAndObjectness, ['boxWeight', 'objectnessWeight', 'classWeight']),
}

export function isRelevant(key: SettingKey, draft: Draft): boolean {
  return conditions[key]?.(draft) ?? true
}

function everyOne(condition: Condition, keys: readonly SettingKey[]): Partial<Record<SettingKey, Condition>> {
  return Object.fromEntries(keys.map((key) => [key, condition]))
}
