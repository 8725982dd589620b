/**
 * Which settings have a say, given the others: momentum means nothing to Adam, a neck nothing to an SSD. What has none stays out of
 * sight.
 */
import type { SettingKey } from '../../shared/settingFields.ts'
import { type DetectorName, isSecondOrder } from '../../shared/trainSettings.ts'
import type { Draft } from './draft.ts'

type Condition = (draft: Draft) => boolean

const isOneOf =
  (key: SettingKey, ...values: readonly string[]): Condition =>
  (draft) =>
    values.includes(draft[key])

/** Settings that some families have and others have not. What is in none of these lists concerns them all. */
const settingsOfFamily: Readonly<Record<DetectorName, readonly SettingKey[]>> = {
  yolo: [
    ...(['anchorsPerScale', 'neck', 'neckChannels', 'dropout', 'boxLoss', 'objectnessLoss', 'classLoss'] as const),
    ...(['focalGamma', 'boxWeight', 'objectnessWeight', 'classWeight'] as const),
  ],
  // The others have the losses of their papers, but for the objectness of proposals.
  'faster-rcnn': [
    ...(['anchorsPerScale', 'neck', 'neckChannels', 'dropout', 'objectnessLoss', 'focalGamma'] as const),
    ...(['boxWeight', 'objectnessWeight', 'classWeight'] as const),
  ],
  rcnn: ['anchorsPerScale', 'dropout', 'boxWeight', 'classWeight'],
  'sliding-window': ['anchorsPerScale', 'neck', 'neckChannels'],
  ssd: [],
}
const ofSomeFamilies = new Set(Object.values(settingsOfFamily).flat())

const isOfFamily = (key: SettingKey, { detector }: Draft): boolean =>
  !ofSomeFamilies.has(key) || settingsOfFamily[detector as DetectorName].includes(key)

const usesFocal: Condition = (draft) =>
  (['objectnessLoss', 'classLoss'] as const).some((key) => isOfFamily(key, draft) && draft[key] === 'focal')

/** A method of second order finds its own steps, on a loss that must stay the same, and has no memory of old weights. */
const isFirstOrder: Condition = (draft) => !isSecondOrder(draft.optimizer)

const conditions: Partial<Record<SettingKey, Condition>> = {
  frozen: isOneOf('start', 'pretrained'),
  backboneRate: (draft) => isFirstOrder(draft) && draft.start === 'pretrained',
  width: isOneOf('start', 'scratch'),
  momentum: isOneOf('optimizer', 'sgd', 'rmsprop'),
  dampening: isOneOf('optimizer', 'sgd'),
  momentumForm: isOneOf('optimizer', 'sgd'),
  stepEvery: (draft) => isFirstOrder(draft) && draft.schedule === 'step',
  stepFactor: (draft) => isFirstOrder(draft) && draft.schedule === 'step',
  ...everyOne(isFirstOrder, [
    'update',
    'learningRate',
    'schedule',
    'warmUp',
    'weightDecayL1',
    'clipNorm',
    'average',
    'precision',
  ]),
  focalGamma: usesFocal,
}

export function isRelevant(key: SettingKey, draft: Draft): boolean {
  return isOfFamily(key, draft) && (conditions[key]?.(draft) ?? true)
}

function everyOne(condition: Condition, keys: readonly SettingKey[]): Partial<Record<SettingKey, Condition>> {
  return Object.fromEntries(keys.map((key) => [key, condition]))
}
