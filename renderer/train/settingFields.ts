/** The form of a training run: every knob in its group, so that none is forgotten. */
import { type SettingField, type SettingKey, settingFields, settingKeys } from '../../shared/settingFields.ts'
import { defaultTrainSettings, type TrainSettings } from '../../shared/trainSettings.ts'

export const groupNames = ['run', 'network', 'learning', 'loss', 'augmentation'] as const
export type GroupName = (typeof groupNames)[number]

/** A new setting has to be given a place here; the compiler asks for it. */
const groupOf: Readonly<Record<SettingKey, GroupName>> = {
  detector: 'run',
  size: 'run',
  epochs: 'run',
  seconds: 'run',
  batch: 'run',
  device: 'run',
  precision: 'run',
  seed: 'run',
  suppression: 'run',
  validateEvery: 'run',
  update: 'learning',
  rises: 'run',
  patience: 'run',
  start: 'network',
  frozen: 'network',
  width: 'network',
  anchorsPerScale: 'network',
  neck: 'network',
  neckChannels: 'network',
  activation: 'network',
  initialisation: 'network',
  normalisation: 'network',
  inputScaling: 'network',
  dropout: 'network',
  optimizer: 'learning',
  learningRate: 'learning',
  backboneRate: 'learning',
  momentum: 'learning',
  dampening: 'learning',
  momentumForm: 'learning',
  schedule: 'learning',
  warmUp: 'learning',
  stepEvery: 'learning',
  stepFactor: 'learning',
  weightDecay: 'learning',
  weightDecayL1: 'learning',
  clipNorm: 'learning',
  average: 'learning',
  boxLoss: 'loss',
  objectnessLoss: 'loss',
  classLoss: 'loss',
  focalGamma: 'loss',
  labelSmoothing: 'loss',
  classBalance: 'loss',
  boxWeight: 'loss',
  objectnessWeight: 'loss',
  classWeight: 'loss',
  flipHorizontal: 'augmentation',
  flipVertical: 'augmentation',
  scale: 'augmentation',
  translate: 'augmentation',
  crop: 'augmentation',
  rotate: 'augmentation',
  shear: 'augmentation',
  elastic: 'augmentation',
  colour: 'augmentation',
  hue: 'augmentation',
  saturation: 'augmentation',
  blur: 'augmentation',
  noise: 'augmentation',
  mosaic: 'augmentation',
  mixup: 'augmentation',
}

export function fieldsInGroup(group: GroupName): SettingField[] {
  return settingKeys.filter((key) => groupOf[key] === group).map((key) => settingFields[key])
}

/** A setting as text, as inputs hold it; empty for null. */
export function settingText(value: TrainSettings[SettingKey]): string {
  return value === null ? '' : String(value)
}

export function isDefaultText(key: SettingKey, text: string): boolean {
  return text.trim() === settingText(defaultTrainSettings[key])
}
