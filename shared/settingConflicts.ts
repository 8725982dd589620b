/** Settings that cannot go together. */
import { BoxwrightError } from './errors.ts'
import { isSecondOrder } from './trainSettings.ts'

/** Settings, or their texts in a form. */
type Concerned = { readonly optimizer: string; readonly start: string; readonly frozen: string }

/** Methods of second order look at all images for each of their steps, and remember vectors of all weights: only a head is small enough. */
export const wantsFrozenBackbone = ({ optimizer, start, frozen }: Concerned): boolean =>
  isSecondOrder(optimizer) && (start !== 'pretrained' || frozen !== 'all')

/** @throws BoxwrightError `bad-request` with what to choose instead */
export function refuseConflicts(settings: Concerned): void {
  if (!wantsFrozenBackbone(settings)) return
  throw new BoxwrightError(
    'bad-request',
    'Newton, conjugate gradients and L-BFGS are for small heads: choose a pretrained backbone that is frozen wholly, or another optimizer.',
  )
}
