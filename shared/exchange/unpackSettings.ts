/** The images of a zip that come into a folder of their own, so that the project can have them. */
import { z } from 'zod'
import { problem } from '../reports.ts'

export const unpackSettings = z.strictObject({
  zip: z.string().min(1),
  /** A new folder, or an empty one. */
  directory: z.string().min(1),
})
export type UnpackSettings = z.infer<typeof unpackSettings>

/** What unpacking came to. */
export const unpackReport = z.object({
  directory: z.string(),
  images: z.int(),
  bytes: z.int(),
  /** Images that were left out, each with the reason. */
  problems: z.array(problem),
})
export type UnpackReport = z.infer<typeof unpackReport>
