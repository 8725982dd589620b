/** What keeps a search from beginning, beside what the schema of its settings says. */
import { BoxwrightError } from '../errors.ts'
import { refuseConflicts } from '../settingConflicts.ts'
import { type SettingKey, settingFields } from '../settingFields.ts'
import { trainSettings } from '../trainSettings.ts'
import { gridSize, sampleTrials, withValues } from './sampling.ts'
import {
  mostTrials,
  type ParameterRange,
  type SearchParameter,
  type SearchSettings,
  type SettingValue,
  searchableKeys,
} from './settings.ts'

/** @throws BoxwrightError `bad-request` */
export function checkSearch(settings: SearchSettings): void {
  const { base, parameters, sampling, epochs, seconds, minutes } = settings
  for (const [index, parameter] of parameters.entries()) {
    checkParameter(parameter)
    if (parameters.findIndex(({ key }) => key === parameter.key) < index) refuse(parameter.key, 'is named twice')
  }
  if (epochs === null && seconds === null && minutes === null) {
    throw new BoxwrightError(
      'bad-request',
      'The search would never end. Give it minutes, or say how many epochs or seconds a trial trains.',
    )
  }
  const combinations = gridSize(parameters)
  if (sampling === 'grid' && combinations > mostTrials) {
    throw new BoxwrightError(
      'bad-request',
      `The grid has ${combinations} combinations; ${mostTrials} are the most. Name fewer values, or draw trials at random.`,
    )
  }
  for (const values of sampleTrials(settings)) refuseConflicts(withValues(base, values))
}

function checkParameter(parameter: SearchParameter): void {
  const { key } = parameter
  if (!searchableKeys.includes(key)) refuse(key, 'says how or how long a run trains, which cannot be searched')
  if (parameter.kind === 'range') checkRange(parameter)
  else checkValues(key, parameter.values)
}

function checkValues(key: SettingKey, values: readonly SettingValue[]): void {
  for (const value of values) if (!isTaken(key, value)) refuse(key, `does not take the value ${value ?? 'null'}`)
}

function checkRange({ key, low, high, isLog }: ParameterRange): void {
  if (settingFields[key].kind === 'choice') refuse(key, 'is one of several words: list them')
  if (low >= high) refuse(key, 'has a range whose low end is not below the high one')
  if (isLog && low <= 0) refuse(key, 'has a logarithmic range, which has to begin above 0')
  checkValues(key, [low, high])
}

const isTaken = (key: SettingKey, value: unknown): boolean => trainSettings.shape[key].safeParse(value).success

function refuse(key: SettingKey, why: string): never {
  throw new BoxwrightError('bad-request', `The setting ${key} ${why}.`, { key })
}
