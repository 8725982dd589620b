/** Progress in words of the user's language. */
import type { TFunction } from 'i18next'
import type { Job } from '../../shared/model.ts'

export function jobTitle(t: TFunction, job: Job): string {
  const kind = t(`job.${job.kind}`)
  return job.state === 'queued' ? `${kind}: ${t('job.waiting')}` : `${kind}: ${phaseText(t, job)}`
}

/** Phases that have words of their own, in which the numbers of the engine's title appear in their order. */
const phases = [
  'calibrating',
  'checking',
  'cropping',
  'comparing',
  'counting',
  'detecting',
  'drawing',
  'finding',
  'folds',
  'headers',
  'judging',
  'linking',
  'members',
  'paused',
  'placing',
  'preparing',
  'reading',
  'storing',
  'tiling',
  'trials',
  'unpacking',
  'writing',
] as const

function phaseText(t: TFunction, { progress }: Job): string {
  const numbers = progress.title.match(/\d+/g) ?? []
  const values = { first: numbers[0] ?? '', second: numbers[1] ?? '' }
  if (progress.phase === 'training') return t(numbers.length > 1 ? 'phase.epochOf' : 'phase.epoch', values)
  const known = phases.find((phase) => phase === progress.phase)
  return known ? t(`phase.${known}`, values) : progress.title
}

export function timeLeft(t: TFunction, seconds: number | null): string {
  if (seconds === null) return ''
  if (seconds < 90) return t('status.secondsLeft', { count: Math.ceil(seconds) })
  return t('status.minutesLeft', { count: Math.ceil(seconds / 60) })
}
