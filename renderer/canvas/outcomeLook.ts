/**
 * How right and wrong look on a picture. Labels are solid, detections dashed; each outcome has dashes, a sign and a colour of
 * its own, so that none is told by colour alone.
 */
import type { Outcome } from '../../shared/metrics/perImage.ts'

export type OutcomeLook = {
  readonly color: string
  /** Of the detection. */
  readonly dash: readonly number[]
  /** Before the name of the class. */
  readonly sign: string
}

export const outcomeLooks: Readonly<Record<Outcome, OutcomeLook>> = {
  found: { color: '--found-on-picture', dash: [9, 4], sign: '✓' },
  confused: { color: '--confused-on-picture', dash: [10, 3, 2, 3], sign: '≠' },
  falseAlarm: { color: '--false-on-picture', dash: [3, 3], sign: '✕' },
  missed: { color: '--missed-on-picture', dash: [], sign: '?' },
  ignored: { color: '--ignored-on-picture', dash: [1, 4], sign: '–' },
}

export const labelWidth = 1.5
export const detectionWidth = 2
/** What nobody saw must not be overlooked again. */
export const missedWidth = 3
