/** What can be chosen for the details of an object, in menu and panel alike. */
import { occlusion } from '../../../shared/model.ts'

/** Part of the object outside the image. */
export const truncationChoices = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] as const
export const occlusionLevels = occlusion.options.map(({ value }) => value)
