/** The families of detectors that a run can choose from. */
import type { DetectorName } from '../../../shared/trainSettings.ts'
import type { Family } from './family.ts'
import { rcnn } from './rcnn/rcnn.ts'
import { slidingWindow } from './slidingWindow/slidingWindow.ts'
import { ssd } from './ssd/ssd.ts'
import { fasterRcnn } from './twoStage/fasterRcnn.ts'
import { yolo } from './yolo/yolo.ts'

const families: Readonly<Record<DetectorName, Family>> = {
  yolo,
  ssd,
  'faster-rcnn': fasterRcnn,
  'sliding-window': slidingWindow,
  rcnn,
}

export function familyOf({ detector }: { readonly detector: DetectorName }): Family {
  return families[detector]
}
