/** How far the trials of a search are trained, and how long that takes, in words. */
import type { TFunction } from 'i18next'
import { fewestSecondsOfRung, type SearchPlan, secondsExpected } from '../../../shared/search/plan.ts'

export function planText(t: TFunction, { resource, rungs }: SearchPlan): string {
  const [first, ...others] = rungs.map(({ trials, until }) => ({
    count: trials,
    amount: amountText(t, resource, until),
  }))
  return [t('search.plan.first', first!), ...others.map((rung) => t('search.plan.next', rung))].join(' ')
}

/** Null where nobody can say. */
export function lengthText(t: TFunction, plan: SearchPlan, minutes: number | null): string | null {
  const seconds = secondsExpected(plan)
  const expected = seconds === null ? null : seconds / 60
  if (expected === null) return minutes === null ? null : t('search.plan.atMost', { minutes })
  if (minutes !== null && expected > minutes * 1.1) {
    return t('search.plan.tooLong', { expected: Math.ceil(expected), minutes })
  }
  return t('search.plan.about', { minutes: Math.max(1, Math.round(expected)) })
}

/** True when chance tells trials apart, more than their settings do. */
export function isTooShort({ resource, rungs }: SearchPlan): boolean {
  return resource === 'seconds' && rungs[0]!.until < fewestSecondsOfRung
}

function amountText(t: TFunction, resource: SearchPlan['resource'], until: number): string {
  if (resource === 'epochs') return t('search.plan.epochs', { count: until })
  if (until < 120) return t('search.plan.seconds', { seconds: Math.round(until) })
  return t('search.plan.minutes', { minutes: (until / 60).toFixed(1) })
}
