/** What the engine and the process that explains detectors say to each other. */
import type { PlainError } from './errors.ts'
import type { Activation, Explanation, explainPhases } from './explainCalls.ts'
import type { Features, LossSlice, OptimizerPaths, Regularisation, RowLosses, Signals, Starts } from './howCalls.ts'
import type { TrainSettings } from './trainSettings.ts'
import type { LabelledImage } from './workerMessages.ts'

type Subject = {
  readonly runId: number
  readonly image: LabelledImage
  /** Further pictures, where the question is about more than one. */
  readonly others: readonly LabelledImage[]
  /** Of each box of the image. */
  readonly annotationIds: readonly number[]
  readonly runFolder: string
  readonly weightsFolder: string
  readonly cacheFolder: string
}

export type ExplainQuestion =
  | { readonly kind: 'explain' }
  | { readonly kind: 'activation'; readonly row: number; readonly category: number }
  | { readonly kind: 'features' }
  | { readonly kind: 'losses'; readonly row: number }
  | { readonly kind: 'signals' }
  | { readonly kind: 'starts'; readonly normalisation: TrainSettings['normalisation'] }
  | Experiment

/** Takes long, and a few pictures more. */
export type Experiment =
  | { readonly kind: 'slice'; readonly seed: number }
  | { readonly kind: 'paths'; readonly seed: number; readonly start: readonly [number, number] }
  | { readonly kind: 'regularisation' }

/** What is answered to each question. */
export type ExplainAnswers = {
  readonly explain: Explanation
  readonly activation: Activation
  readonly features: Features
  readonly losses: RowLosses
  readonly signals: Signals
  readonly starts: Starts
  readonly slice: LossSlice
  readonly paths: OptimizerPaths
  readonly regularisation: Regularisation
}
export type ExplainAnswer = ExplainAnswers[keyof ExplainAnswers]

export type ExplainTask = Subject & ExplainQuestion
/** A cancel ends the task in hand at its next step. */
export type ExplainRequest = ExplainTask | { readonly kind: 'cancel' }

export type ExplainPhase = (typeof explainPhases)[number]

export type ExplainMessage =
  | { readonly kind: 'phase'; readonly phase: ExplainPhase }
  /** Done part, 0 to 1, of what takes long. */
  | { readonly kind: 'part'; readonly part: number }
  | { readonly kind: 'done'; readonly result: ExplainAnswer }
  | { readonly kind: 'failed'; readonly error: PlainError }
