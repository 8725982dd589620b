/** The part of the contract for reading and writing label files. */
import { z } from 'zod'
import { jobStarted } from '../callShapes.ts'
import { detectedFormat, importFormat } from '../reports.ts'
import { exportSettings } from './exportSettings.ts'
import { importSettings } from './importSettings.ts'
import { unpackSettings } from './unpackSettings.ts'

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
      /** A folder of images with the labels or beside them that the project does not have yet. */
      imagesToAdd: z.object({ path: z.string(), images: z.int() }).nullable(),
      /** Images of a zip that the project does not have yet, and a folder that is free for them. */
      imagesInZip: z.object({ images: z.int(), bytes: z.int(), directory: z.string() }).nullable(),
    }),
  },
  /** Unpacks the images of a zip into a folder of their own; its labels are read where they are. */
  'import.unpack': { request: unpackSettings, response: jobStarted },
  /** Labels with the images of the project or where such sets keep them. */
  'import.nearby': {
    request: z.strictObject({}),
    response: z.array(z.object({ path: z.string(), format: importFormat, labelFiles: z.int() })),
  },
  /** A dry run reads and matches everything, tells what would come in, and writes nothing. */
  'import.start': {
    request: importSettings,
    response: jobStarted,
  },
  /** A dry run counts everything and writes nothing. */
  'export.start': { request: exportSettings, response: jobStarted },
} as const
