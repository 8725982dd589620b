/** How images are dealt to parts, as the window, the command line and the project file hold it. */
import { z } from 'zod'
import { noGroups } from './groups.ts'

export const groupRule = z.strictObject({
  byFolder: z.boolean().default(false),
  namePattern: z.string().max(500).nullable().default(null),
  byCopies: z.boolean().default(true),
})

export const splitSettings = z.strictObject({
  ratio: z.tuple([z.number().min(0), z.number().min(0), z.number().min(0)]).default([8, 1, 1]),
  seed: z.int().min(0).default(0),
  /** Images that have a part keep it; false deals all anew but the locked ones. */
  keep: z.boolean().default(true),
  stratify: z.boolean().default(true),
  groups: groupRule.default({ ...noGroups, byCopies: true }),
})
export type SplitSettings = z.infer<typeof splitSettings>

export const usualSplitSettings: SplitSettings = splitSettings.parse({})
