/** Works out the best confidence on the validation part beside the window, which goes on moving its slider meanwhile. */
import { bestConfidenceOf } from '../../shared/metrics/bestConfidence.ts'
import { indexAcrossCategories } from '../../shared/metrics/crossIndex.ts'
import { datasetFromEvaluation } from '../../shared/metrics/dataset.ts'
import { type SlidingMatch, slidingMatch } from '../../shared/metrics/slidingMatch.ts'
import type { ValidationReply, ValidationRequest } from './validationMessages.ts'

let sliding: SlidingMatch | null = null

globalThis.addEventListener('message', ({ data: request }: MessageEvent<ValidationRequest>) => {
  if (request.kind === 'data') {
    sliding = slidingMatch(indexAcrossCategories(datasetFromEvaluation(request.data)))
    return
  }
  const { iou } = request
  const reply: ValidationReply = { iou, confidence: bestConfidenceOf(sliding!.at(iou)) }
  globalThis.postMessage(reply)
  // After the first answer, which somebody waits for.
  sliding!.prepareToMove()
})
