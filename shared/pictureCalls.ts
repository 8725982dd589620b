/** The part of the contract for showing pictures. The window's own scheme asks for the files; no picture goes over a call. */
import { z } from 'zod'
import { id } from './model.ts'

/** A file on this computer that the window shows. */
const pictureFile = z.object({ path: z.string(), mimeType: z.string() })

export const pictureCalls = {
  'images.file': {
    request: z.strictObject({ id, variant: z.enum(['full', 'thumbnail']) }),
    /** Of a large picture (shared/pyramid.ts) "full" is an overview, and the rest comes as tiles. */
    response: pictureFile.extend({ isOverview: z.boolean() }),
  },
  /** Has the tiles of a large picture made. No job: they are there. */
  'images.tiles': { request: z.strictObject({ id }), response: z.object({ jobId: id.nullable() }) },
  'images.tile': {
    request: z.strictObject({ id, level: z.int().min(0), column: z.int().min(0), row: z.int().min(0) }),
    response: pictureFile,
  },
  'gallery.crop': { request: z.strictObject({ id }), response: pictureFile },
} as const
