/** A search while it is being put together: texts, as typed, and the settings that they make. */
import { toPlainError } from '../../../shared/errors.ts'
import { checkSearch } from '../../../shared/search/checkSearch.ts'
import { planSearch, type SearchPlan } from '../../../shared/search/plan.ts'
import { sampleTrials } from '../../../shared/search/sampling.ts'
import {
  mostListed,
  mostPoints,
  type SearchParameter,
  type SearchSettings,
  type SettingValue,
  searchableKeys,
  searchSettings,
  usualMinutes,
  usualTrials,
} from '../../../shared/search/settings.ts'
import { usualParameter, usualParameters } from '../../../shared/search/usualParameters.ts'
import { type SettingKey, settingFields } from '../../../shared/settingFields.ts'
import { type TrainSettings, trainSettings } from '../../../shared/trainSettings.ts'
import type { Draft } from '../draft.ts'
import { isRelevant } from '../relevance.ts'

export type ParameterDraft =
  | {
      readonly kind: 'range'
      readonly key: SettingKey
      readonly low: string
      readonly high: string
      readonly isLog: boolean
      /** Values that a grid takes of it. */
      readonly points: string
    }
  | { readonly kind: 'numbers'; readonly key: SettingKey; readonly text: string }
  | { readonly kind: 'choices'; readonly key: SettingKey; readonly values: readonly string[] }

export type SearchDraft = {
  readonly parameters: readonly ParameterDraft[]
  readonly sampling: SearchSettings['sampling']
  readonly isHalving: boolean
  readonly objective: SearchSettings['objective']
  /** Texts. */
  readonly trials: string
  readonly minutes: string
  readonly epochs: string
  readonly seed: string
}
export type SearchText = 'trials' | 'minutes' | 'epochs' | 'seed'

export function usualDraft(base: Pick<TrainSettings, 'start' | 'detector'>): SearchDraft {
  return {
    parameters: usualParameters(base).map(parameterDraft),
    sampling: 'random',
    isHalving: true,
    objective: 'ap',
    trials: String(usualTrials),
    minutes: String(usualMinutes),
    epochs: '',
    seed: '0',
  }
}

export const usualParameterDraft = (key: SettingKey): ParameterDraft => parameterDraft(usualParameter(key))

function parameterDraft(parameter: SearchParameter): ParameterDraft {
  const { key } = parameter
  if (parameter.kind === 'range') {
    const { low, high, isLog, points } = parameter
    return { kind: 'range', key, low: String(low), high: String(high), isLog, points: String(points) }
  }
  if (settingFields[key].kind === 'choice') return { kind: 'choices', key, values: parameter.values.map(String) }
  return { kind: 'numbers', key, text: parameter.values.map((value) => value ?? emptyWord).join(', ') }
}

/** What stands in a list for an empty field. */
const emptyWord = '–'

/** Settings that have a say, are not searched yet, and have more than one value. */
export function addableKeys(draft: SearchDraft, base: Draft): SettingKey[] {
  const taken = new Set(draft.parameters.map(({ key }) => key))
  return searchableKeys.filter((key) => {
    const field = settingFields[key]
    const hasChoice = field.kind === 'number' || field.values.length > 1
    return hasChoice && !taken.has(key) && isRelevant(key, base)
  })
}

/** Another look at the same setting: a range, or single values. */
export function withKind(parameter: ParameterDraft, kind: 'range' | 'numbers'): ParameterDraft {
  if (parameter.kind === kind) return parameter
  const usual = usualParameterDraft(parameter.key)
  if (usual.kind === kind) return usual
  if (kind === 'range') return { kind, key: parameter.key, low: '', high: '', isLog: false, points: '3' }
  return { kind, key: parameter.key, text: '' }
}

export type CheckedSearch =
  | { readonly kind: 'ready'; readonly settings: SearchSettings; readonly plan: SearchPlan; readonly trials: number }
  /** Which texts and parameters cannot be used. */
  | { readonly kind: 'wrong'; readonly texts: readonly SearchText[]; readonly keys: readonly SettingKey[] }
  /** Nothing varies. */
  | { readonly kind: 'empty' }
  /** Why it makes no sense as a whole, in the words of the engine. */
  | { readonly kind: 'refused'; readonly message: string }

export function checkSearchDraft(draft: SearchDraft, base: TrainSettings): CheckedSearch {
  const { sampling, isHalving, objective } = draft
  const texts = (['trials', 'minutes', 'epochs', 'seed'] as const).filter((name) => !isUsable(name, draft[name]))
  const read = draft.parameters.map((parameter) => ({ key: parameter.key, parameter: readParameter(parameter) }))
  const keys = read.filter(({ parameter }) => parameter === null).map(({ key }) => key)
  if (texts.length > 0 || keys.length > 0) return { kind: 'wrong', texts, keys }
  if (read.length === 0) return { kind: 'empty' }
  const settings = searchSettings.parse({
    ...{ base, sampling, isHalving, objective },
    parameters: read.map(({ parameter }) => parameter),
    trials: Number(draft.trials),
    minutes: numberOrNull(draft.minutes),
    epochs: numberOrNull(draft.epochs),
    seed: Number(draft.seed),
  })
  try {
    checkSearch(settings)
  } catch (error) {
    return { kind: 'refused', message: toPlainError(error).message }
  }
  const trials = sampleTrials(settings).length
  return { kind: 'ready', settings, plan: planSearch(settings, trials), trials }
}

function isUsable(name: SearchText, text: string): boolean {
  const { shape } = searchSettings
  const isNullable = name === 'minutes' || name === 'epochs'
  const value = isNullable ? numberOrNull(text) : numberOf(text)
  return shape[name].safeParse(value).success
}

function readParameter(draft: ParameterDraft): SearchParameter | null {
  const { key } = draft
  if (draft.kind === 'range') {
    const [low, high, points] = [numberOf(draft.low), numberOf(draft.high), numberOf(draft.points)]
    const isCounted = Number.isInteger(points) && points >= 2 && points <= mostPoints
    const isSound = low < high && (!draft.isLog || low > 0) && isCounted && areTaken(key, [low, high])
    return isSound ? { kind: 'range', key, low, high, isLog: draft.isLog, points } : null
  }
  const values: SettingValue[] = draft.kind === 'choices' ? [...draft.values] : listedValues(draft.text)
  const isSound = values.length > 0 && values.length <= mostListed && areTaken(key, values)
  return isSound ? { kind: 'list', key, values } : null
}

const areTaken = (key: SettingKey, values: readonly SettingValue[]): boolean =>
  values.every((value) => trainSettings.shape[key].safeParse(value).success)

function listedValues(text: string): SettingValue[] {
  const words = text.split(/[,;\s]+/).filter((word) => word !== '')
  return words.map((word) => (word === emptyWord || word === '-' ? null : numberOf(word)))
}

const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))
const numberOrNull = (text: string): number | null => (text.trim() === '' ? null : Number(text))
