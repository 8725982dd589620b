/** The part of the contract for reading and writing label files. */
import { z } from 'zod'
import { filterText, jobStarted } from './callShapes.ts'
import { imageState, splitName } from './model.ts'
import { detectedFormat, exportFormat, importFormat } from './reports.ts'

export const exchangeCalls = {
  'import.detect': {
    request: z.strictObject({ labels: z.string().min(1) }),
    response: z.object({
      /** The likeliest of the candidates; null when there is none. */
      format: importFormat.nullable(),
      /** Why that one, or why none. */
      reason: z.string(),
      container: z.enum(['folder', 'zip', 'file']),
      /** The likeliest first. */
      candidates: z.array(detectedFormat),
    }),
  },
  'import.start': {
    request: z.strictObject({
      labels: z.string().min(1),
      format: z.union([importFormat, z.literal('auto')]),
      dryRun: z.boolean(),
    }),
    response: jobStarted,
  },
  'export.start': {
    request: z.strictObject({
      format: exportFormat,
      directory: z.string().min(1),
      splits: z.array(z.union([splitName, z.literal('none')])).optional(),
      states: z.array(imageState).optional(),
      filter: filterText.optional(),
      images: z.enum(['copy', 'link', 'none']).default('copy'),
    }),
    response: jobStarted,
  },
} as const
