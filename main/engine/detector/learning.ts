/** How the weights change: after each batch, or once a pass over all images. */
import { isSecondOrder, type TrainSettings } from '../../../shared/trainSettings.ts'

/** Whether the weights change once a pass and not after each batch. */
export const learnsFromAll = ({ optimizer, update }: Pick<TrainSettings, 'optimizer' | 'update'>): boolean =>
  update === 'epoch' || isSecondOrder(optimizer)
