/** Boxes of two labellings look as right and wrong detections do: what is known from there is known here. */
import type { LabelOutcome } from '../../../shared/metrics/agreement/compareLabels.ts'
import type { Outcome } from '../../../shared/metrics/perImage.ts'

export const lookOf: Readonly<Record<LabelOutcome, Outcome>> = {
  same: 'found',
  otherClass: 'confused',
  extra: 'falseAlarm',
  missed: 'missed',
  ignored: 'ignored',
}
