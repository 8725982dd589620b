/** Settings while they are being edited: texts, as typed, and what is wrong with them. */

import { wantsFrozenBackbone } from '../../shared/settingConflicts.ts'
import { type SettingKey, settingFields, settingKeys } from '../../shared/settingFields.ts'
import { defaultTrainSettings, type TrainSettings, trainSettings } from '../../shared/trainSettings.ts'
import { settingText } from './settingFields.ts'

export type Draft = Readonly<Record<SettingKey, string>>

export const defaultDraft: Draft = draftOf(defaultTrainSettings)

export function draftOf(settings: TrainSettings): Draft {
  return Object.fromEntries(settingKeys.map((key) => [key, settingText(settings[key])])) as Draft
}

/** What was kept from an earlier time, as far as today's settings know it. */
export function restoredDraft(kept: unknown): Draft {
  const texts = typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {}
  return Object.fromEntries(
    settingKeys.map((key) => {
      const text = texts[key]
      return [key, typeof text === 'string' && isAllowed(key, text) ? text : defaultDraft[key]]
    }),
  ) as Draft
}

/** True when the text stands for a value that the schema takes. */
export function isAllowed(key: SettingKey, text: string): boolean {
  return trainSettings.shape[key].safeParse(valueOfText(key, text)).success
}

/** Settings to start with, or what stands in the way. `isEndless`: neither a time nor a number of epochs ends the run. */
export type CheckedDraft = {
  readonly settings: TrainSettings | null
  readonly wrongKeys: readonly SettingKey[]
  readonly isEndless: boolean
  /** True when the optimizer is for heads alone, and the backbone is to learn as well. */
  readonly wantsFrozen: boolean
}

export function checkDraft(draft: Draft): CheckedDraft {
  const wrongKeys = settingKeys.filter((key) => !isAllowed(key, draft[key]))
  const values = Object.fromEntries(settingKeys.map((key) => [key, valueOfText(key, draft[key])]))
  const isEndless = values.epochs === null && values.seconds === null
  const wantsFrozen = wantsFrozenBackbone(draft)
  const isRight = wrongKeys.length === 0 && !isEndless && !wantsFrozen
  const settings = isRight ? trainSettings.parse(values) : null
  return { settings, wrongKeys, isEndless, wantsFrozen }
}

function valueOfText(key: SettingKey, text: string): string | number | null {
  const field = settingFields[key]
  const trimmed = text.trim()
  if (field.kind === 'choice') return trimmed
  if (trimmed === '') return field.mayBeEmpty ? null : Number.NaN
  return Number(trimmed)
}
