/** The part of the contract for reports: one file that tells of an evaluation without Boxwright. */
import { z } from 'zod'
import { jobStarted } from './callShapes.ts'
import { id } from './model.ts'

export const reportLanguage = z.enum(['en', 'ko'])
export type ReportLanguage = z.infer<typeof reportLanguage>

export const reportSettings = z.strictObject({
  evaluationId: id,
  /** Of the HTML file; one that is there is replaced when the new one is whole. */
  path: z.string().min(1),
  confidence: z.union([z.number().min(0).max(1), z.literal('auto')]).default('auto'),
  iou: z.number().min(0.05).max(0.95).default(0.5),
  language: reportLanguage.default('en'),
  /** How many of the worst images are shown. */
  worst: z.int().min(0).max(100).default(12),
})
export type ReportSettings = z.infer<typeof reportSettings>

export const writtenReport = z.object({
  path: z.string(),
  bytes: z.int(),
  images: z.int(),
  /** Pictures of the worst images that could not be read. */
  unreadable: z.array(z.string()),
})
export type WrittenReport = z.infer<typeof writtenReport>

export const reportCalls = {
  /** The job's result is a `writtenReport`. */
  'report.start': { request: reportSettings, response: jobStarted },
} as const

const path = z.string().min(1)

/** What the desktop does for a report. */
export const reportDesktopCalls = {
  /** Where a new file shall go. @returns null when the user gave up */
  'desktop.chooseNewFile': {
    request: z.strictObject({ title: z.string(), suggestion: z.string(), kinds: z.string(), extension: z.string() }),
    response: z.string().nullable(),
  },
  /** Prints an HTML file as a PDF, then removes it. */
  'desktop.printPdf': {
    request: z.strictObject({ html: path.regex(/\.html$/i), pdf: path.regex(/\.pdf$/i) }),
    response: z.object({ bytes: z.int() }),
  },
} as const
