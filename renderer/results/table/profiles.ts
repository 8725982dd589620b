/** Whose definition of average precision the table of classes follows. */
export const tableProfiles = ['coco', 'cocoSizes', 'voc07', 'voc10', 'kitti'] as const
export type TableProfile = (typeof tableProfiles)[number]
