/** What sets runs apart: the settings in which they differ, and their validation AP in one chart. */
import type { Epoch, Run } from '../../shared/reports.ts'
import { type SettingKey, settingKeys } from '../../shared/settingFields.ts'
import type { Chart, Dash } from '../charts/chart.ts'
import { draftOf } from './draft.ts'
import { isRelevant } from './relevance.ts'

export type DifferentSetting = { readonly key: SettingKey; readonly texts: readonly string[] }

/** In the order of the form; texts in the order of the runs, empty where the setting has no say. An ensemble has none of its own. */
export function differentSettings(runs: readonly Run[]): DifferentSetting[] {
  const drafts = runs.map(({ settings, ensemble }) => (ensemble ? null : draftOf(settings)))
  const own = drafts.filter((draft) => draft !== null)
  return settingKeys
    .filter((key) => new Set(own.map((draft) => draft[key])).size > 1 && own.some((draft) => isRelevant(key, draft)))
    .map((key) => ({ key, texts: drafts.map((draft) => (draft && isRelevant(key, draft) ? draft[key] : '')) }))
}

const looks: readonly { readonly color: string; readonly dash: Dash }[] = [
  { color: '--accent', dash: 'solid' },
  { color: '--warn', dash: 'dashed' },
  { color: '--good', dash: 'dotted' },
  { color: '--danger', dash: 'solid' },
  { color: '--ink-2', dash: 'dashed' },
]

export type ComparedRun = { readonly name: string; readonly epochs: readonly Epoch[] }

/** AP on the validation images over the minutes of training: runs of different sizes take different time for an epoch. */
export function comparisonChart(runs: readonly ComparedRun[], title: string, xLabel: string): Chart {
  const curves = runs.map(({ epochs }) => minutesAndAp(epochs))
  const x = [...new Set(curves.flatMap((curve) => [...curve.keys()]))].sort((a, b) => a - b)
  return {
    title,
    xLabel,
    x,
    yRange: [0, 1],
    series: runs.map(({ name }, index) => ({
      id: String(index),
      label: name,
      ...looks[index % looks.length]!,
      values: x.map((minutes) => curves[index]!.get(minutes) ?? null),
    })),
  }
}

function minutesAndAp(epochs: readonly Epoch[]): Map<number, number> {
  let seconds = 0
  const curve = new Map<number, number>()
  for (const epoch of epochs) {
    seconds += epoch.seconds
    if (epoch.ap !== null) curve.set(Math.round((seconds / 60) * 1000) / 1000, epoch.ap)
  }
  return curve
}
