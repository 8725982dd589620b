/** The form of a training run, made from the schema of its settings, so that every knob appears and none is forgotten. */
import { z } from 'zod'
import { defaultTrainSettings, type TrainSettings, trainSettings } from '../../shared/trainSettings.ts'

export type SettingKey = keyof TrainSettings
export const settingKeys = Object.keys(trainSettings.shape) as SettingKey[]

export type SettingField =
  | { readonly kind: 'choice'; readonly key: SettingKey; readonly values: readonly string[] }
  | ({ readonly kind: 'number'; readonly key: SettingKey } & NumberRange)

export type NumberRange = {
  readonly isInteger: boolean
  /** Null where the schema has no limit. */
  readonly low: number | null
  readonly high: number | null
  /** True when the value has to be above `low`, not equal to it. */
  readonly isAboveLow: boolean
  readonly step: number | null
  /** An empty input means null. */
  readonly mayBeEmpty: boolean
}

type JsonField = {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly anyOf?: readonly JsonField[]
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly multipleOf?: number
}

export const settingFields: Readonly<Record<SettingKey, SettingField>> = fieldsOfSchema()

function fieldsOfSchema() {
  const { properties } = z.toJSONSchema(trainSettings, { io: 'input' }) as {
    properties: Record<SettingKey, JsonField>
  }
  return Object.fromEntries(settingKeys.map((key) => [key, fieldOf(key, properties[key])])) as Record<
    SettingKey,
    SettingField
  >
}

function fieldOf(key: SettingKey, json: JsonField): SettingField {
  if (json.enum) return { kind: 'choice', key, values: json.enum }
  const number = json.anyOf?.find((part) => part.type !== 'null') ?? json
  return {
    kind: 'number',
    key,
    isInteger: number.type === 'integer',
    low: limitOf(number.minimum ?? number.exclusiveMinimum),
    high: limitOf(number.maximum),
    isAboveLow: number.exclusiveMinimum !== undefined,
    step: number.multipleOf ?? null,
    mayBeEmpty: json.anyOf !== undefined,
  }
}

/** The largest safe integers are no limit that anyone set. */
function limitOf(value: number | undefined): number | null {
  return value === undefined || Math.abs(value) === Number.MAX_SAFE_INTEGER ? null : value
}

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
  validateEvery: 'run',
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
