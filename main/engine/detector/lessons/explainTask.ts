/** Which function answers which question about a run's network on a picture. */
import { assertNever } from '../../../../shared/errors.ts'
import type { ExplainAnswer, ExplainTask } from '../../../../shared/explainMessages.ts'
import type { LabelledImage } from '../../../../shared/workerMessages.ts'
import type { Sample } from '../batch.ts'
import { activationOf, explain } from '../explain.ts'
import type { RestoredDetector } from '../loadDetector.ts'
import { networkLabels } from '../trainingSession.ts'
import type { Experimenting } from './experiment.ts'
import { featuresOf } from './featureMaps.ts'
import { lossSliceOf, optimizerPathsOf } from './lossSlice.ts'
import { regularisationOf } from './regularisation.ts'
import { rowLossesOf } from './rowLosses.ts'
import { signalsOf, startsOf } from './signals.ts'

/** @param pixels of each picture of the task that can be read, the one in question first; [side, side, 3] of 0..255 */
export async function explainTask(
  task: ExplainTask,
  restored: RestoredDetector,
  pictures: readonly { readonly image: LabelledImage; readonly pixels: Uint8Array }[],
  experimenting: Experimenting,
): Promise<ExplainAnswer> {
  const { size } = restored.info.settings
  const samples = pictures.map(({ image, pixels }): Sample => ({ pixels, labels: networkLabels(image, size) }))
  const { pixels, labels } = samples[0]!
  switch (task.kind) {
    case 'explain':
      return explain(restored, { ...task, pixels })
    case 'activation':
      return activationOf(restored, pixels, task)
    case 'features':
      return featuresOf(restored, pixels)
    case 'losses':
      return rowLossesOf(restored, { pixels, labels, row: task.row })
    case 'signals':
      return signalsOf(restored, pixels)
    case 'starts':
      return startsOf(restored, pixels, task.normalisation)
    case 'slice':
      return lossSliceOf(restored, samples, task.seed, experimenting)
    case 'paths':
      return optimizerPathsOf(restored, samples, task, experimenting)
    case 'regularisation':
      return regularisationOf(restored, samples, experimenting)
    default:
      return assertNever(task)
  }
}
