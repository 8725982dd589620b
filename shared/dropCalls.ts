/** The part of the contract for what is dropped on the window. */
import { z } from 'zod'
import { id } from './model.ts'

export const dropCalls = {
  /** What the files and folders at these paths are to the studio; nothing is changed. */
  'drop.sort': {
    request: z.strictObject({ paths: z.array(z.string().min(1)).min(1).max(100_000) }),
    response: z.object({
      projects: z.array(z.string()),
      /** Folders with images in them, and the folders of single image files that the project does not have. */
      imageFolders: z.array(z.string()),
      /** Image files that are in the project. */
      imageIds: z.array(id),
      /** Label files, and folders that hold label files and no images. */
      labels: z.array(z.string()),
      /** Nothing that the studio works with. */
      others: z.array(z.string()),
    }),
  },
} as const
