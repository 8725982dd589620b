/** How boxes are fused, while it is being chosen: numbers as typed, and why an ensemble cannot be made yet. */
import type { TFunction } from 'i18next'
import { canDetect, type FusionMethod, type FusionSettings, fusionSettings } from '../../../shared/ensemble.ts'
import type { Run } from '../../../shared/reports.ts'
import { runName } from '../runWords.ts'

export type FusionDraft = { readonly method: FusionMethod; readonly iou: string; readonly leastVotes: string }

const usual = fusionSettings.parse({})
export const usualFusion: FusionDraft = {
  method: usual.method,
  iou: String(usual.iou),
  leastVotes: String(usual.leastVotes),
}

/** Null when a number is none, or out of its range. */
export function fusionOf({ method, iou, leastVotes }: FusionDraft): FusionSettings | null {
  const parsed = fusionSettings.safeParse({ method, iou: numberOf(iou), leastVotes: numberOf(leastVotes) })
  return parsed.success ? parsed.data : null
}

export const isFusionNumber = (key: 'iou' | 'leastVotes', text: string): boolean =>
  fusionSettings.shape[key].safeParse(numberOf(text)).success

export function weightOf(text: string): number | null {
  const weight = numberOf(text)
  return weight > 0 && Number.isFinite(weight) ? weight : null
}

/** What is empty is no number. */
const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))

/** Why these runs cannot answer as one, in words; null when they can. */
export function combineObstacle(t: TFunction, runs: readonly Run[]): string | null {
  const joined = runs.find(({ ensemble }) => ensemble !== null)
  if (joined) return t('train.ensemble.isEnsemble', { name: runName(joined) })
  const empty = runs.find((run) => !canDetect(run))
  if (empty) return t('train.ensemble.hasNoWeights', { name: runName(empty) })
  const [first, ...others] = runs
  const other = others.find((run) => !hasSameClasses(first!, run))
  return other ? t('train.ensemble.otherClasses', { first: runName(first!), other: runName(other) }) : null
}

function hasSameClasses(a: Run, b: Run): boolean {
  const ids = new Set(a.categories.map(({ id }) => id))
  return ids.size === b.categories.length && b.categories.every(({ id }) => ids.has(id))
}
