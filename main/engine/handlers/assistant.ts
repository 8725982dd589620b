/** Labelling with a model: having it propose, deciding about many proposals at once, and the order of what to label next. */
import type { CallResponse, EngineHandlers, ParsedRequest } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import { blankAnnotation, type Proposal } from '../../../shared/model.ts'
import { announceChange, type EngineContext, openProjectOf } from '../context.ts'
import { assistantModel, assistantModels } from '../jobs/assistantModels.ts'
import { runOrdering } from '../jobs/orderJob.ts'
import { imagesToPropose, runProposing } from '../jobs/proposeJob.ts'
import { isLabelled } from '../planProposals.ts'
import { toAnnotationRow } from '../store/annotations.ts'
import type { EditWriter } from '../store/edits.ts'
import type { Store } from '../store/store.ts'

type Part = Pick<
  EngineHandlers,
  | 'assistant.models'
  | 'assistant.order'
  | 'assistant.reasons'
  | 'proposals.start'
  | 'proposals.ofImage'
  | 'proposals.count'
  | 'proposals.decide'
>

export function assistantHandlers(context: EngineContext): Part {
  const store = () => openProjectOf(context).store
  return {
    'assistant.models': () => assistantModels(store()),
    'assistant.reasons': ({ imageIds }) => store().imageRanks.reasons(imageIds),
    'assistant.order': ({ order, runId }) => {
      const model = assistantModel(store(), runId)
      const { jobs } = openProjectOf(context)
      const job = jobs.start('order', { order, runId }, async (jobContext) => {
        const report = await runOrdering(jobContext, { order, model, folders: context.folders })
        announceChange(context, null)
        return report
      })
      return { jobId: job.id }
    },
    'proposals.start': (settings) => startProposing(context, settings),
    'proposals.ofImage': ({ imageId }) => store().proposals.openOfImage(imageId),
    'proposals.count': ({ filter, confidence }) => store().proposals.count(filter, confidence),
    'proposals.decide': (request) => decideMany(context, request),
  }
}

function startProposing(context: EngineContext, settings: ParsedRequest<'proposals.start'>): { jobId: number } {
  const { store, jobs } = openProjectOf(context)
  // Refused at once, not from within the job.
  const model = assistantModel(store, settings.runId)
  const images = imagesToPropose(store, settings)
  if (images.length === 0) {
    const message = 'There is no image to propose boxes in: broken, rejected and verified ones are left alone.'
    throw new BoxwrightError('nothing-to-evaluate', message)
  }
  const { imageIds: _, ...kept } = settings
  const job = jobs.start('propose', { ...kept, images: images.length }, async (jobContext) => {
    const report = await runProposing(jobContext, { model, images, settings, folders: context.folders })
    announceChange(context, null, true)
    return report
  })
  return { jobId: job.id }
}

type DecideRequest = ParsedRequest<'proposals.decide'>

/** Accepting leaves out what was labelled since it was proposed: it is rejected in the same step. */
function decideMany(
  context: EngineContext,
  { filter, decision, confidence, presentIou }: DecideRequest,
): CallResponse<'proposals.decide'> {
  const { store } = openProjectOf(context)
  const open = store.proposals.open(filter, confidence, decision === 'accept' ? 'atLeast' : 'below')
  if (open.length === 0) return { boxes: 0, images: 0, present: 0 }
  const accepted = decision === 'accept' ? missingOnes(store, open, presentIou) : []
  const isAccepted = new Set(accepted.map(({ id }) => id))
  const { imageIds } = store.edits.run(decision === 'accept' ? 'accept' : 'decline', onlyImageOf(open), (writer) => {
    acceptAll(store, writer, accepted)
    for (const { id } of open) if (!isAccepted.has(id)) writer.update('proposal', id, { state: 'rejected' })
  })
  announceChange(context, imageIds, true)
  return {
    boxes: decision === 'accept' ? accepted.length : open.length,
    images: new Set(open.map(({ imageId }) => imageId)).size,
    present: decision === 'accept' ? open.length - accepted.length : 0,
  }
}

function missingOnes(store: Store, open: readonly Proposal[], presentIou: number): Proposal[] {
  return [...Map.groupBy(open, ({ imageId }) => imageId)].flatMap(([imageId, proposals]) => {
    const annotations = store.annotations.ofImage(imageId)
    return proposals.filter((proposal) => !isLabelled(proposal, annotations, presentIou))
  })
}

function acceptAll(store: Store, writer: EditWriter, accepted: readonly Proposal[]): void {
  if (accepted.length === 0) return
  let annotationId = store.annotations.reserveIds(accepted.length)
  for (const { id, imageId, categoryId, x1, y1, x2, y2, score } of accepted) {
    const box = { id: annotationId, imageId, categoryId, x1, y1, x2, y2 }
    const annotation = { ...blankAnnotation, ...box, origin: 'model', score, updatedAt: Date.now() } as const
    writer.insert('annotation', toAnnotationRow(annotation))
    writer.update('proposal', id, { state: 'accepted', annotation_id: annotationId })
    annotationId += 1
  }
}

/** A step within one image belongs to its history; one over several to the project's. */
function onlyImageOf(proposals: readonly Proposal[]): number | null {
  const { imageId } = proposals[0]!
  return proposals.every((proposal) => proposal.imageId === imageId) ? imageId : null
}
