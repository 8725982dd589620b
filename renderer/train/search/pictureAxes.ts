/** The axes of a search's pictures: its settings, and at the end what came of them. */
import type { TFunction } from 'i18next'
import type { SettingValue } from '../../../shared/search/settings.ts'
import type { Search, SearchTrial } from '../../../shared/searchCalls.ts'
import type { SettingKey } from '../../../shared/settingFields.ts'
import { shortNumber } from '../../charts/figureText.ts'
import { settingWords } from '../settingWords.ts'
import { type Axis, parameterAxis, scoreAxis } from './axes.ts'
import { objectiveName } from './searchState.ts'

export type PictureAxis = {
  /** A setting, or `score`. */
  readonly name: SettingKey | 'score'
  readonly axis: Axis
  readonly read: (trial: SearchTrial) => SettingValue
}

export function pictureAxes(t: TFunction, search: Search): PictureAxis[] {
  const { settings, trials } = search
  const parameters = settings.parameters.map((parameter): PictureAxis => {
    const { key } = parameter
    const words = { label: t(`train.label.${key}`), wordOf: (value: SettingValue) => valueText(t, key, value) }
    return { name: key, axis: parameterAxis(parameter, trials, words), read: ({ values }) => values[key] ?? null }
  })
  const scores = trials.flatMap(({ score }) => score ?? [])
  const score: PictureAxis = {
    name: 'score',
    axis: scoreAxis(scores, objectiveName(search)),
    read: (trial) => trial.score,
  }
  return [...parameters, score]
}

/** The value of a setting as tables and pictures write it. */
export function valueText(t: TFunction, key: SettingKey, value: SettingValue): string {
  return typeof value === 'number' ? shortNumber(value) : settingWords(t, key, value ?? '')
}

/** A trial in words: what it tries, and what it reached. */
export function trialText(t: TFunction, axes: readonly PictureAxis[], trial: SearchTrial): string {
  const facts = axes.map(({ name, axis, read }) => {
    const value = read(trial)
    const text = name === 'score' ? (value === null ? '–' : shortNumber(Number(value))) : valueText(t, name, value)
    return `${axis.label} ${text}`
  })
  return `${t('search.trial', { number: trial.number })}: ${facts.join(', ')}`
}
