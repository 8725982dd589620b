/** Labels checked against labels: hiding those of control images, comparing labellings, deciding whose labels stay. */
import { randomInt } from 'node:crypto'
import type { CallResponse, EngineHandlers, ParsedRequest } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { LabellingVerdict } from '../../../shared/labellingCalls.ts'
import { seededRandom, shuffled } from '../../../shared/random.ts'
import { announceChange, type EngineContext, openProjectOf } from '../context.ts'
import { labelColumnsOf } from '../labelColumns.ts'
import { applyMajority, planMajority } from '../majority.ts'
import { hideLabels, removeLabelling, settleImages } from '../settleLabellings.ts'
import type { ComparedRow } from '../store/labellings.ts'
import type { Store } from '../store/store.ts'
import { takeBox } from '../takeBox.ts'

type Part = Pick<
  EngineHandlers,
  | 'labellings.list'
  | 'labellings.compare'
  | 'labellings.decide'
  | 'labellings.remove'
  | 'labellings.takeBox'
  | 'labellings.majority'
  | 'control.choose'
  | 'control.end'
>

export function labellingHandlers(context: EngineContext): Part {
  const store = () => openProjectOf(context).store
  return {
    'labellings.list': () => store().labellings.list(),
    'labellings.compare': ({ id }) => compare(store(), id),
    'labellings.decide': async ({ comparedIds, verdict }) => {
      const open = store()
        .labellings.compared(comparedIds)
        .filter((row) => row.verdict === null)
      return settle(context, open, verdict)
    },
    'labellings.remove': async ({ id }) => {
      const { name } = labellingOf(store(), id)
      const rows = store().labellings.comparedOf(id)
      const hidden = rows.filter((row) => row.kind === 'control' && row.verdict === null)
      if (hidden.length > 0) {
        const message = `"${name}" still hides the labels of ${hidden.length} images. Decide about them, or end it first.`
        throw new BoxwrightError('conflict', message, { name, images: hidden.length })
      }
      await removeLabelling(store(), id, rows)
      announceChange(context, [], false)
      return { images: rows.length }
    },
    'labellings.takeBox': (request) => {
      announceChange(context, [takeBox(store(), request)], true)
      return {}
    },
    'labellings.majority': (request) => decideByMajority(context, request),
    'control.choose': (request) => chooseControls(context, request),
    'control.end': async ({ id }) => {
      labellingOf(store(), id)
      const { images } = await settle(context, store().labellings.waiting(id), 'labelling')
      return { images }
    },
  }
}

function labellingOf(store: Store, id: number) {
  const found = store.labellings.list().find((labelling) => labelling.id === id)
  if (!found) throw new BoxwrightError('not-found', `The project has no labelling ${id}.`)
  return found
}

async function settle(
  context: EngineContext,
  rows: readonly ComparedRow[],
  verdict: LabellingVerdict,
): Promise<{ images: number; boxes: number }> {
  if (rows.length === 0) return { images: 0, boxes: 0 }
  const { imageIds, boxes } = await settleImages(openProjectOf(context).store, rows, verdict)
  announceChange(context, imageIds, true)
  return { images: rows.length, boxes }
}

async function decideByMajority(
  context: EngineContext,
  { iou, dryRun }: ParsedRequest<'labellings.majority'>,
): Promise<CallResponse<'labellings.majority'>> {
  const { store } = openProjectOf(context)
  const plan = await planMajority(store, iou)
  if (!dryRun && plan.changes.length > 0) {
    const { imageIds } = await applyMajority(store, plan)
    announceChange(context, imageIds, true)
  }
  const { changes, ...told } = plan
  const count = (wanted: string) => changes.filter(({ kind }) => kind === wanted).length
  return { ...told, added: count('add'), relabelled: count('relabel'), removed: count('remove') }
}

async function chooseControls(
  context: EngineContext,
  { filter, share, seed, dryRun }: ParsedRequest<'control.choose'>,
): Promise<CallResponse<'control.choose'>> {
  const { store } = openProjectOf(context)
  const candidates = store.labellings.controlCandidates(filter)
  const count = candidates.length === 0 ? 0 : Math.max(1, Math.round(share * candidates.length))
  const chosen = shuffled(candidates, seededRandom(seed ?? randomInt(2 ** 31))).slice(0, count)
  const images = store.images.get(chosen)
  const told = {
    candidates: candidates.length,
    images: count,
    boxes: images.reduce((sum, { annotationCount }) => sum + annotationCount, 0),
    unlabelled: store.labellings.unlabelledCount(),
  }
  if (dryRun) return { labellingId: null, ...told }
  if (count === 0) {
    throw new BoxwrightError(
      'nothing-to-evaluate',
      'No verified image fits. Verify images whose labels are right; some of them can then be control images.',
    )
  }
  const { labellingId, imageIds } = await hideLabels(store, images)
  announceChange(context, imageIds, true)
  return { labellingId, ...told }
}

function compare(store: Store, id: number): CallResponse<'labellings.compare'> {
  labellingOf(store, id)
  const images = store.labellings.comparable(id)
  const kept = store.labellings.keptBoxes(images.map((image) => image.id))
  const open = images.filter(({ verdict }) => verdict === null)
  const present = store.annotations.ofImages(open.map(({ imageId }) => imageId))
  const sideOf = (wanted: LabellingVerdict) => kept.filter(({ side }) => side === wanted)
  const entries = (side: LabellingVerdict) => sideOf(side).map(({ id: keptId, box }) => ({ ...box, id: keptId }))
  return {
    images,
    labelling: labelColumnsOf(entries('labelling')),
    project: labelColumnsOf([...entries('project'), ...present]),
  }
}
