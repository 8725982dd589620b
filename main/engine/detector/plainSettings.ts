/** The settings of a run for pictures as they are. */
import type { ResolvedTrainSettings } from '../../../shared/trainSettings.ts'

/** Nothing is changed by chance. */
export function plainSettings(settings: ResolvedTrainSettings): ResolvedTrainSettings {
  return {
    ...settings,
    ...{ flipHorizontal: 0, flipVertical: 0, scale: 0, translate: 0, crop: 0, rotate: 0, shear: 0, elastic: 0 },
    ...{ colour: 0, hue: 0, saturation: 0, blur: 0, noise: 0, mosaic: 0, mixup: 0, dropout: 0 },
  }
}
