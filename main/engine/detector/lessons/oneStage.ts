/** The inside of a one-stage detector with anchors, whose losses and head the lessons take apart. */
import { BoxwrightError } from '../../../../shared/errors.ts'
import { insideOf } from '../explain.ts'
import type { Inside } from '../family.ts'
import type { RestoredDetector } from '../loadDetector.ts'

/** @throws BoxwrightError `bad-request` for another family */
export function oneStageOf(restored: RestoredDetector): Inside {
  const inside = insideOf(restored)
  const name = restored.info.settings.detector
  if (name === 'yolo') return inside
  throw new BoxwrightError('bad-request', `How a detector of the family ${name} comes to its boxes is not drawn.`, {
    name,
  })
}
