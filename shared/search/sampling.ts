/**
 * Which settings are tried. Random search (Bergstra and Bengio, "Random search for hyper-parameter optimization", 2012) draws
 * each setting by itself, so that no two trials waste a value of one that matters; a grid takes every combination.
 */
import { type Random, seededRandom } from '../random.ts'
import { type SettingKey, settingFields } from '../settingFields.ts'
import { type TrainSettings, trainSettings } from '../trainSettings.ts'
import type { ParameterRange, SearchParameter, SearchSettings, SettingValue } from './settings.ts'

export type TrialValues = Readonly<Partial<Record<SettingKey, SettingValue>>>

type Sampled = Pick<SearchSettings, 'base' | 'parameters' | 'sampling' | 'trials' | 'seed'>

/** Digits that a value drawn from a range has: more would say nothing and be hard to read. */
const digits = 4
/** So many draws in a row that were there already: the space has no more. */
const mostRepeats = 200

/** All trials in their order, each once. */
export function sampleTrials(settings: Sampled): TrialValues[] {
  return settings.sampling === 'grid' ? gridTrials(settings.parameters) : randomTrials(settings)
}

/** The settings that a trial is trained with. */
export function withValues(base: TrainSettings, values: TrialValues): TrainSettings {
  return trainSettings.parse({ ...base, ...values })
}

export function gridSize(parameters: readonly SearchParameter[]): number {
  return parameters.reduce((product, parameter) => product * gridValues(parameter).length, 1)
}

function gridTrials(parameters: readonly SearchParameter[]): TrialValues[] {
  return parameters.reduce<TrialValues[]>(
    (trials, parameter) =>
      trials.flatMap((trial) => gridValues(parameter).map((value) => ({ ...trial, [parameter.key]: value }))),
    [{}],
  )
}

function gridValues(parameter: SearchParameter): SettingValue[] {
  if (parameter.kind === 'list') return [...new Set(parameter.values)]
  const { points } = parameter
  return [...new Set(Array.from({ length: points }, (_, index) => valueAt(parameter, index / (points - 1))))]
}

/** The first are the settings as they are: a search that finds nothing better says so. */
function randomTrials({ base, parameters, trials, seed }: Sampled): TrialValues[] {
  const random = seededRandom(seed)
  const usual = Object.fromEntries(parameters.map(({ key }) => [key, base[key]])) as TrialValues
  const found = new Map([[JSON.stringify(usual), usual]])
  for (let repeats = 0; found.size < trials && repeats < mostRepeats; ) {
    const drawn = Object.fromEntries(parameters.map((parameter) => [parameter.key, draw(parameter, random)]))
    const name = JSON.stringify(drawn)
    repeats = found.has(name) ? repeats + 1 : 0
    found.set(name, drawn)
  }
  return [...found.values()]
}

function draw(parameter: SearchParameter, random: Random): SettingValue {
  if (parameter.kind === 'list') return parameter.values[random.below(parameter.values.length)]!
  const step = stepOf(parameter.key)
  if (step === null || parameter.isLog) return valueAt(parameter, random.next())
  // Each step as likely as the others, those at the ends too.
  const { low, high } = parameter
  return low + step * random.below(Math.floor((high - low) / step) + 1)
}

/** @param part of the way from the low end, 0, to the high end, 1; by powers in a logarithmic range */
function valueAt({ key, low, high, isLog }: ParameterRange, part: number): number {
  const value = isLog ? low * (high / low) ** part : low + (high - low) * part
  const step = stepOf(key)
  const rounded = step === null ? Number(value.toPrecision(digits)) : Math.round(value / step) * step
  return Math.min(high, Math.max(low, rounded))
}

/** Null where every number goes. */
function stepOf(key: SettingKey): number | null {
  const field = settingFields[key]
  if (field.kind === 'choice') return null
  return field.step ?? (field.isInteger ? 1 : null)
}
