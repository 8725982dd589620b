/** What the engine and the process that explains detectors say to each other. */
import type { PlainError } from './errors.ts'
import type { Activation, Explanation, explainPhases } from './explainCalls.ts'
import type { LabelledImage } from './workerMessages.ts'

type Subject = {
  readonly runId: number
  readonly image: LabelledImage
  readonly runFolder: string
  readonly weightsFolder: string
  readonly cacheFolder: string
}

export type ExplainTask =
  | (Subject & {
      readonly kind: 'explain'
      /** Of each box of the image. */
      readonly annotationIds: readonly number[]
    })
  | (Subject & { readonly kind: 'activation'; readonly row: number; readonly category: number })

export type ExplainPhase = (typeof explainPhases)[number]

export type ExplainMessage =
  | { readonly kind: 'phase'; readonly phase: ExplainPhase }
  | { readonly kind: 'done'; readonly result: Explanation | Activation }
  | { readonly kind: 'failed'; readonly error: PlainError }
