/** Writes what a model found beside the labels, as one step that one undo takes back. */
import type { AssistantModel, ProposeReport } from '../../../shared/assistantCalls.ts'
import type { Category } from '../../../shared/model.ts'
import { type Detected, type ProposalPlan, planProposals } from '../planProposals.ts'
import type { EditWriter } from '../store/edits.ts'
import { toProposalRow } from '../store/proposals.ts'
import type { Store } from '../store/store.ts'

export type FoundIn = { readonly imageId: number; readonly boxes: readonly Detected[] }

export type Found = {
  readonly found: readonly FoundIn[]
  /** Classes that are made where a proposal needs them. */
  readonly drafts: readonly Category[]
  readonly presentIou: number
}
type Model = Pick<AssistantModel, 'name' | 'runId'>
type Written = Omit<ProposeReport, 'model' | 'images' | 'leftOut' | 'unreadable'>
type PlanOfImage = ProposalPlan & { readonly imageId: number }

export function writeProposals(store: Store, model: Model, { found, drafts, presentIou }: Found): Written {
  const plans = found.map(({ imageId, boxes }): PlanOfImage => {
    const now = { annotations: store.annotations.ofImage(imageId), proposals: store.proposals.ofImages([imageId]) }
    return { imageId, ...planProposals(boxes, now, presentIou) }
  })
  const fresh = plans.flatMap((plan) => plan.fresh)
  const used = new Set(fresh.map(({ categoryId }) => categoryId))
  const newCategories = wantedDrafts(store, drafts, used)
  const isChange = fresh.length > 0 || plans.some(({ replacedIds }) => replacedIds.length > 0)
  if (isChange) storePlans(store, model, plans, newCategories)
  const names = new Map(store.categories.list().map(({ id, name }) => [id, name]))
  const perClass: Record<string, number> = {}
  for (const { categoryId } of fresh) {
    const name = names.get(categoryId)!
    perClass[name] = (perClass[name] ?? 0) + 1
  }
  const sum = (count: (plan: PlanOfImage) => number) => plans.reduce((total, plan) => total + count(plan), 0)
  return {
    proposals: fresh.length,
    imagesWithProposals: sum((plan) => (plan.fresh.length > 0 ? 1 : 0)),
    perClass,
    present: sum((plan) => plan.present),
    rejectedBefore: sum((plan) => plan.rejectedBefore),
    newCategories: newCategories.map(({ name }) => name),
  }
}

/** Those that a proposal needs. Colours, keys and places are given anew: the others take none of them. */
function wantedDrafts(store: Store, drafts: readonly Category[], used: ReadonlySet<number>): Category[] {
  const wanted: Category[] = []
  for (const { id, name } of drafts) {
    if (used.has(id)) wanted.push({ ...store.categories.draft(name, undefined, wanted), id })
  }
  return wanted
}

function storePlans(
  store: Store,
  model: Model,
  plans: readonly PlanOfImage[],
  newCategories: readonly Category[],
): void {
  let id = store.proposals.nextId()
  const proposedAt = Date.now()
  const from = { model: model.name, runId: model.runId, state: 'open', annotationId: null, proposedAt } as const
  const write = (writer: EditWriter) => {
    for (const category of newCategories) writer.insert('category', category)
    for (const { imageId, fresh, replacedIds } of plans) {
      for (const replacedId of replacedIds) writer.remove('proposal', replacedId)
      for (const { x1, y1, x2, y2, score, categoryId } of fresh) {
        writer.insert('proposal', toProposalRow({ id: id++, imageId, categoryId, x1, y1, x2, y2, score, ...from }))
      }
    }
  }
  store.edits.run('propose', null, write, model.name)
}
