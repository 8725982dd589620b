/** search: trains with many settings and finds the best. */
import { bestOf, ranked } from '../../../shared/search/halving.ts'
import { withValues } from '../../../shared/search/sampling.ts'
import {
  type SearchParameter,
  type SearchSettings,
  type SettingValue,
  searchObjective,
  searchSettings,
} from '../../../shared/search/settings.ts'
import { usualParameter, usualParameters } from '../../../shared/search/usualParameters.ts'
import type { Search, SearchTrial } from '../../../shared/searchCalls.ts'
import { type SettingKey, settingKeys } from '../../../shared/settingFields.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import {
  type Command,
  type CommandContext,
  choiceOption,
  numberOption,
  type Options,
  projectPathOf,
  table,
  UsageError,
} from './command.ts'
import { parseValue, settingsFrom, trainOptions } from './trainCommands.ts'

/** How trials are chosen, and whether weak ones end early. */
const methods = {
  halving: { sampling: 'random', isHalving: true },
  random: { sampling: 'random', isHalving: false },
  grid: { sampling: 'grid', isHalving: false },
  'grid-halving': { sampling: 'grid', isHalving: true },
} as const satisfies Record<string, Pick<SearchSettings, 'sampling' | 'isHalving'>>
const methodNames = Object.keys(methods) as (keyof typeof methods)[]

export const searchCommand: Command = {
  name: 'search',
  usage:
    'search P.boxwright [--trials 20] [--minutes 30] [--method halving|random|grid|grid-halving] [--range key[=low..high[:log][:points]] …] [--list key=a,b,… …] [--objective ap|ap50] [--keep-one-of 3] [--search-seed 0] [--epochs N | --seconds N of a trial] [--size 320] [--device …] [--seed 0] [--set key=value …] | search P.boxwright --resume ID',
  options: {
    ...trainOptions,
    trials: { type: 'string' },
    minutes: { type: 'string' },
    method: { type: 'string' },
    range: { type: 'string', multiple: true },
    list: { type: 'string', multiple: true },
    objective: { type: 'string' },
    'keep-one-of': { type: 'string' },
    'search-seed': { type: 'string' },
    resume: { type: 'string' },
  },
  run: async (context) => {
    const { call, finish, options } = context
    const resume = resumeFrom(options)
    const settings = resume === undefined ? searchFrom(options) : null
    await call('project.open', { path: projectPathOf(context) })
    const { jobId, searchId } = await begin(context, settings, resume)
    await finish(jobId)
    const search = await call('search.get', { id: searchId })
    const best = bestOf(search.trials)
    return { json: { search, best: best && described(search, best) }, text: searchText(search, best) }
  },
}

function begin({ call }: CommandContext, settings: SearchSettings | null, resume: number | undefined) {
  return settings ? call('search.start', { settings }) : call('search.resume', { searchId: resume! })
}

/**
 * The search to go on with, which has its settings.
 * @throws UsageError when more is asked for
 */
export function resumeFrom(options: Options): number | undefined {
  const resume = numberOption(options, 'resume')
  const others = Object.keys(options).filter((name) => name !== 'resume' && name !== 'json')
  if (resume === undefined || others.length === 0) return resume
  throw new UsageError(
    `--resume goes on with the settings that the search began with: leave out --${others.join(', --')}.`,
  )
}

/** @throws UsageError */
export function searchFrom(options: Options): SearchSettings {
  const base = settingsFrom({ ...options, epochs: undefined, seconds: undefined })
  const [epochs, seconds, minutes] = (['epochs', 'seconds', 'minutes'] as const).map((name) =>
    numberOption(options, name),
  )
  const given = {
    base,
    parameters: parametersFrom(options, base),
    ...methods[choiceOption(options, 'method', methodNames) ?? 'halving'],
    trials: numberOption(options, 'trials'),
    keepOneOf: numberOption(options, 'keep-one-of'),
    epochs,
    seconds,
    // Who says how long a trial trains has set the limit.
    minutes: minutes ?? (epochs === undefined && seconds === undefined ? undefined : null),
    objective: choiceOption(options, 'objective', searchObjective.options),
    seed: numberOption(options, 'search-seed'),
  }
  const parsed = searchSettings.safeParse(given)
  if (parsed.success) return parsed.data
  throw new UsageError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '))
}

function parametersFrom(options: Options, base: TrainSettings): SearchParameter[] {
  const wordsOf = (name: string) => (options[name] as string[] | undefined) ?? []
  const named = [...wordsOf('range').map(rangeFrom), ...wordsOf('list').map(listFrom)]
  return named.length > 0 ? named : usualParameters(base)
}

/** `learningRate=1e-4..1e-2:log:5`; a name alone stands for its usual range. */
function rangeFrom(text: string): SearchParameter {
  const [name = '', values] = text.split('=')
  const key = keyFrom(name)
  if (values === undefined) return usualParameter(key)
  const [ends = '', ...marks] = values.split(':')
  const [low, high] = ends.split('..').map(numberFrom)
  const isLog = marks.includes('log')
  const [points, ...more] = marks.filter((mark) => mark !== 'log').map(numberFrom)
  const areEnds = low !== null && high !== null && low !== undefined && high !== undefined
  const isUnderstood = areEnds && points !== null && more.length === 0
  if (!isUnderstood)
    throw new UsageError(`--range wants key=low..high, then :log and :points if wanted, not "${text}".`)
  return { kind: 'range', key, low, high, isLog, points: points ?? 3 }
}

/** `boxLoss=ciou,giou`; `null` is what an empty field of the form means. */
function listFrom(text: string): SearchParameter {
  const at = text.indexOf('=')
  if (at < 1) throw new UsageError(`--list wants key=a,b,…, not "${text}".`)
  const values = text
    .slice(at + 1)
    .split(',')
    .map((value) => parseValue(value.trim()) as SettingValue)
  return { kind: 'list', key: keyFrom(text.slice(0, at)), values }
}

function keyFrom(name: string): SettingKey {
  const key = settingKeys.find((known) => known === name.trim())
  if (!key) throw new UsageError(`there is no setting "${name}". The settings are ${settingKeys.join(', ')}.`)
  return key
}

function numberFrom(text: string): number | null {
  const value = Number(text)
  return text.trim() === '' || !Number.isFinite(value) ? null : value
}

function described(search: Search, { number, runId, score, ap, ap50, values }: SearchTrial) {
  const { epochs: _, seconds: __, ...settings } = withValues(search.settings.base, values)
  return { number, run: runId, score, ap, ap50, values, settings }
}

function searchText(search: Search, best: SearchTrial | null): string {
  const { settings, trials, secondsUsed, endReason } = search
  const keys = settings.parameters.map(({ key }) => key)
  const figure = (value: number | null) => (value === null ? '–' : value.toFixed(3))
  const rows = ranked(trials).map(({ number, runId, state, epochs, ap, ap50, values }) => [
    String(number),
    runId === null ? '–' : String(runId),
    ...keys.map((key) => String(values[key])),
    String(epochs),
    figure(ap),
    figure(ap50),
    state,
  ])
  const minutes = (secondsUsed / 60).toFixed(1)
  const assignments = keys.map((key) => `--set ${key}=${best?.values[key]}`).join(' ')
  return [
    `Search ${search.id}: ${trials.length} trials in ${minutes} minutes${endReason === 'time' ? ', until the time was up' : ''}`,
    table([['trial', 'run', ...keys, 'epochs', 'AP', 'AP50', 'state'], ...rows]),
    best ? `best: trial ${best.number}, to train longer with: ${assignments}` : 'no trial was validated',
  ].join('\n')
}
