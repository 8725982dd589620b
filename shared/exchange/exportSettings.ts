/** What of a project becomes a data set, and how it lies on the disk. */
import { z } from 'zod'
import { filterText } from '../callShapes.ts'
import { id, imageState, splitName } from '../model.ts'
import { exportFormat } from '../reports.ts'

/** `link`: hard links, or symbolic ones to another disk. `symlink`: symbolic links. `none`: label files alone. */
export const imageHandling = z.enum(['copy', 'link', 'symlink', 'none'])
export type ImageHandling = z.infer<typeof imageHandling>

/** Sub-folders stay; or all images come into one folder; or into one, with the folders as part of their names. */
export const folderRule = z.enum(['keep', 'flat', 'joined'])
export type FolderRule = z.infer<typeof folderRule>

/** A folder that is there already is left alone, or moved aside under another name. It is never mixed or deleted. */
export const existingRule = z.enum(['refuse', 'aside'])
export type ExistingRule = z.infer<typeof existingRule>

/** What an evaluation found in its images, in place of their labels. */
export const detectionChoice = z.strictObject({
  evaluationId: id,
  /** Those with at least this confidence. */
  confidence: z.number().min(0).max(1).default(0),
})
export type DetectionChoice = z.infer<typeof detectionChoice>

export const exportSettings = z.strictObject({
  format: exportFormat,
  directory: z.string().min(1),
  /** A dry run writes nothing and tells what would be written, and what the format cannot hold. */
  dryRun: z.boolean().default(false),
  splits: z.array(z.union([splitName, z.literal('none')])).optional(),
  states: z.array(imageState).optional(),
  filter: filterText.optional(),
  detections: detectionChoice.optional(),
  images: imageHandling.default('copy'),
  folders: folderRule.default('keep'),
  existing: existingRule.default('refuse'),
  /** Pictures that are stored lying are copied upright, so that tools without an eye for EXIF see them as the boxes do. */
  upright: z.boolean().default(false),
  /** See formats/format.ts. */
  vocCoordinates: z.enum(['asIs', 'oneBased']).default('asIs'),
  vocDecimals: z.boolean().default(false),
})
export type ExportSettings = z.infer<typeof exportSettings>
