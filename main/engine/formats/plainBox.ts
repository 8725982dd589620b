/** The usual answer to what most rows do not say. */
import type { ReadBox } from './format.ts'

/** What a row says that gives nothing but a class and a place. */
export const plainBox = {
  difficult: false,
  truncated: null,
  occluded: null,
  ignore: false,
  score: null,
  note: '',
  extras: null,
  line: null,
} as const satisfies Partial<ReadBox>
