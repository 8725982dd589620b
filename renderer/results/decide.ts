/** Turns judgements about crops into steps for the engine: the decision, with the change of the labels that it is. */
import type { CallRequest } from '../../shared/api.ts'
import type { Box } from '../../shared/box.ts'
import { applyChanges } from '../../shared/edit.ts'
import { decisionOn } from '../../shared/metrics/suspects/decided.ts'
import type { Annotation } from '../../shared/model.ts'
import type { Verdict } from '../../shared/suspectCalls.ts'
import { call } from '../studio.ts'
import { type CropItem, doubtAbout } from './cropItems.ts'
import { acceptFix, editFix, ignoreFix, type Labels, makesLabel } from './fixes.ts'

export type Judged =
  | { readonly verdict: Exclude<Verdict, 'edited'> }
  /** `box` in pixels of the image. */
  | { readonly verdict: 'edited'; readonly box: Box }

type Step = CallRequest<'suspects.decide'>['steps'][number]

/**
 * Several items of one image build on each other, so each sees the labels as the former leave them.
 * @throws BoxwrightError `conflict` when a label is gone or locked
 */
export async function decisionSteps(items: readonly CropItem[], judged: Judged): Promise<Step[]> {
  if (judged.verdict === 'kept') return items.map((item) => stepOf(item, judged, null))
  const labelsOf = await labelsOfImages(items)
  const fresh = items.filter(makesLabel).length
  let newId = fresh > 0 ? (await call('annotations.reserveIds', { count: fresh })).first : 0
  return items.map((item) => {
    const annotations = labelsOf.get(item.image.id)!
    const step = stepOf(item, judged, { annotations, newId: makesLabel(item) ? newId++ : 0, now: Date.now() })
    labelsOf.set(item.image.id, applyChanges(annotations, step.changes))
    return step
  })
}

async function labelsOfImages(items: readonly CropItem[]): Promise<Map<number, Annotation[]>> {
  const imageIds = [...new Set(items.map(({ image }) => image.id))]
  const labels = await Promise.all(imageIds.map((imageId) => call('annotations.ofImage', { imageId })))
  return new Map(imageIds.map((imageId, place) => [imageId, labels[place]!]))
}

function stepOf(item: CropItem, judged: Judged, labels: Labels | null): Step {
  const decision = decisionOn(doubtAbout(item), judged.verdict)
  return { imageId: item.image.id, changes: labels ? [changeOf(item, judged, labels)] : [], decision }
}

function changeOf(item: CropItem, judged: Judged, labels: Labels) {
  if (judged.verdict === 'edited') return editFix(item, judged.box, labels)
  return judged.verdict === 'ignored' ? ignoreFix(item, labels) : acceptFix(item, labels)
}
