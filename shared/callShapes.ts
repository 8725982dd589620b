/** What many calls of the contract take or give. */
import { z } from 'zod'
import { id } from './model.ts'

export const nothing = z.strictObject({})
export const done = z.object({})
export const jobStarted = z.object({ jobId: id })

/** A filter as text (shared/filter); the empty text lets everything through. */
export const filterText = z.string().max(10_000)
