/** The settings of a training run as their schema tells them: choices, and numbers with their limits. */
import { z } from 'zod'
import { type TrainSettings, trainSettings } from './trainSettings.ts'

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
