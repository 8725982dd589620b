/** Words for what the engine names in its own. */
import type { TFunction } from 'i18next'
import type { Run } from '../../shared/reports.ts'
import { knownReason } from './runState.ts'

const knownLosses = ['box', 'objectness', 'class', 'proposalBox', 'proposalObjectness', 'validation', 'total'] as const

/** Terms of a detector that has no translation yet appear under their own name. */
export function lossName(t: TFunction, name: string): string {
  const known = knownLosses.find((other) => other === name)
  return known ? t(`train.loss.${known}`) : name
}

export function reasonText(t: TFunction, reason: string | null): string {
  const known = knownReason(reason)
  return known ? t(`train.reason.${known}`) : (reason ?? '')
}

/** Runs of the same settings have the same name; the number tells them apart, here and on the command line. */
export const runName = ({ id, name }: Pick<Run, 'id' | 'name'>): string => `#${id} ${name}`

/** Local date and time, to the minute. */
export function timeText(milliseconds: number, language: string): string {
  return new Date(milliseconds).toLocaleString(language, { dateStyle: 'short', timeStyle: 'short' })
}

/** Makers put marks into the names of their processors that nobody reads. */
export const deviceName = (name: string): string =>
  name
    .replace(/\((R|TM|C)\)/gi, '')
    .replace(/\s+/g, ' ')
    .trim()
