/** What a search over training settings is asked for: what varies, how, and how long it may take. */
import { z } from 'zod'
import { type SettingKey, settingKeys } from '../settingFields.ts'
import { trainSettings } from '../trainSettings.ts'

export const settingKey = z.enum(settingKeys as [SettingKey, ...SettingKey[]])
/** Null is what an empty field of the form means. */
export const settingValue = z.union([z.number(), z.string(), z.null()])
export type SettingValue = z.infer<typeof settingValue>

/** Values of a list, and of a range in a grid. */
export const mostListed = 100
export const mostPoints = 50

/** Some setting, and the values that are tried. */
export const searchParameter = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('list'), key: settingKey, values: z.array(settingValue).min(1).max(mostListed) }),
  z.strictObject({
    kind: z.literal('range'),
    key: settingKey,
    low: z.number(),
    high: z.number(),
    /** Every power of ten as likely as the next. */
    isLog: z.boolean().default(false),
    /** How many values a grid takes of it. */
    points: z.int().min(2).max(mostPoints).default(3),
  }),
])
export type SearchParameter = z.infer<typeof searchParameter>
export type ParameterRange = Extract<SearchParameter, { kind: 'range' }>

/** Which trials there are: drawn at random, or every combination. */
export const samplingMethod = z.enum(['random', 'grid'])
/** What is best: the average precision on the validation part, by COCO's rules or at an overlap of a half. */
export const searchObjective = z.enum(['ap', 'ap50'])
export type SearchObjective = z.infer<typeof searchObjective>

export const mostTrials = 1000
export const usualTrials = 20
export const usualMinutes = 30

export const searchSettings = z.strictObject({
  /** What all trials share. How long they train is said below, not here. */
  base: trainSettings,
  parameters: z.array(searchParameter).min(1),
  sampling: samplingMethod.default('random'),
  /** Drawn at random; a grid has as many as it has combinations. */
  trials: z.int().min(1).max(mostTrials).default(usualTrials),
  /** Weak trials end early, by successive halving. */
  isHalving: z.boolean().default(true),
  /** One of so many trials goes on at each rung. */
  keepOneOf: z.int().min(2).max(10).default(3),
  /** The longest training of one trial; without either, what the minutes allow. */
  epochs: z.int().min(1).max(10_000).nullable().default(null),
  seconds: z.number().positive().nullable().default(null),
  /** For all trials together; null: no limit. */
  minutes: z.number().positive().nullable().default(usualMinutes),
  objective: searchObjective.default('ap'),
  /** Draws the trials. Their training starts from the seed of the base, the same for all. */
  seed: z.int().min(0).default(0),
})
export type SearchSettings = z.infer<typeof searchSettings>

/** What says how and how long a run trains, and so cannot be compared by what comes out. */
const fixed: ReadonlySet<SettingKey> = new Set([
  'epochs',
  'seconds',
  'device',
  'precision',
  'seed',
  'validateEvery',
  'patience',
  'rises',
])
export const searchableKeys: readonly SettingKey[] = settingKeys.filter((key) => !fixed.has(key))
