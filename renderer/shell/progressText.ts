/** Progress in words of the user's language. */
import type { TFunction } from 'i18next'
import type { Job } from '../../shared/model.ts'

export function jobTitle(t: TFunction, job: Job): string {
  const kind = t(`job.${job.kind}`)
  return job.state === 'queued' ? `${kind}: ${t('job.waiting')}` : `${kind}: ${phaseText(t, job)}`
}

function phaseText(t: TFunction, { progress }: Job): string {
  const numbers = progress.title.match(/\d+/g) ?? []
  const values = { first: numbers[0] ?? '', second: numbers[1] ?? '' }
  switch (progress.phase) {
    case 'finding':
      return t('phase.finding', values)
    case 'linking':
      return t('phase.linking', values)
    case 'headers':
      return t('phase.headers', values)
    case 'drawing':
      return t('phase.drawing', values)
    case 'tiling':
      return t('phase.tiling')
    case 'preparing':
      return t('phase.preparing')
    case 'paused':
      return t('phase.paused')
    case 'training':
      return numbers.length > 1 ? t('phase.epochOf', values) : t('phase.epoch', values)
    case 'writing':
      return t('phase.writing', values)
    case 'cropping':
      return t('phase.cropping', values)
    case 'counting':
      return t('phase.counting', values)
    case 'reading':
      return t('phase.reading', values)
    case 'comparing':
      return t('phase.comparing', values)
    case 'detecting':
      return t('phase.detecting', values)
    default:
      return progress.title
  }
}

export function timeLeft(t: TFunction, seconds: number | null): string {
  if (seconds === null) return ''
  if (seconds < 90) return t('status.secondsLeft', { count: Math.ceil(seconds) })
  return t('status.minutesLeft', { count: Math.ceil(seconds / 60) })
}
