/** What becomes of a proposal, in the same step as the box that it becomes. */
import { BoxwrightError } from '../../../shared/errors.ts'
import type { Image, ProposalDecision } from '../../../shared/model.ts'
import type { EditWriter } from '../store/edits.ts'
import type { Store } from '../store/store.ts'

/** @throws BoxwrightError `conflict` when it was decided before or is gone */
export function applyDecision(store: Store, writer: EditWriter, image: Image, decision: ProposalDecision): void {
  const proposal = store.proposals.find(decision.id)
  if (proposal?.imageId !== image.id || proposal.state !== 'open') {
    throw new BoxwrightError(
      'conflict',
      `The proposal ${decision.id} was decided about or replaced meanwhile. The image was read again; repeat the last step.`,
    )
  }
  if (decision.kind === 'reject') {
    writer.update('proposal', decision.id, { state: 'rejected' })
    return
  }
  if (store.annotations.find(decision.annotationId)?.imageId !== image.id) {
    throw new BoxwrightError('bad-request', `The proposal ${decision.id} names a box that its image does not have.`)
  }
  writer.update('proposal', decision.id, { state: 'accepted', annotation_id: decision.annotationId })
}
