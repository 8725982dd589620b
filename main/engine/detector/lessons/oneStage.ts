/** The head of the YOLO family, which the lessons about losses and weights take apart. */
import { BoxwrightError } from '../../../../shared/errors.ts'
import { gridOf } from '../explain.ts'
import type { GridLayout } from '../family.ts'
import type { RestoredDetector } from '../loadDetector.ts'

/** @throws BoxwrightError `bad-request` for another family */
export function oneStageOf(restored: RestoredDetector): GridLayout {
  const name = restored.info.settings.detector
  if (name === 'yolo') return gridOf(restored)
  throw new BoxwrightError(
    'bad-request',
    `This lesson takes the head of a YOLO apart; that of a detector of the family ${name} is built otherwise. Choose a run of YOLO.`,
    { name },
  )
}
