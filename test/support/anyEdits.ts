/**
 * Any edit that the contract knows, made from a few random numbers: for tests that must hold for every sequence of them.
 * A step becomes a request that names ids, so that the same request can go to two engines.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Store } from '../../main/engine/store/store.ts'
import type { CallRequest, EngineCall, EngineCallName } from '../../shared/api.ts'
import { BoxwrightError } from '../../shared/errors.ts'
import { mergeRule } from '../../shared/exchange/importSettings.ts'
import { type Annotation, blankAnnotation, type Category, isJobOver } from '../../shared/model.ts'

export const imageSize = { width: 100, height: 80 }
export const imageCount = 4

export type EditRequest = { readonly name: EngineCallName; readonly request: object }
/** What is there when a step is made. */
export type Content = {
  readonly imageIds: readonly number[]
  readonly categories: readonly Category[]
  readonly boxesOf: (imageId: number) => readonly Annotation[]
  /** For new boxes; rises with each use. */
  readonly newId: () => number
  /** A folder with label files for the images. */
  readonly labels: string
}

/** What steps choose among, read when it is asked for. */
export function contentFor(store: Store, labels: string): Content {
  return {
    imageIds: store.images.ids(''),
    get categories() {
      return store.categories.list()
    },
    boxesOf: (imageId) => store.annotations.ofImage(imageId),
    newId: () => store.annotations.reserveIds(1),
    labels,
  }
}

/** Numbers from 0 to 1 that choose among what is there. */
export type Step = {
  readonly kind: StepKind
  readonly image: number
  readonly box: number
  readonly other: number
  readonly value: number
}
type Maker = (content: Content, step: Step) => EditRequest | null

const part = fc.double({ min: 0, max: 0.999, noNaN: true })
export const anyStep = (kinds?: readonly StepKind[]): fc.Arbitrary<Step> =>
  fc.record({ kind: fc.constantFrom(...(kinds ?? stepKinds)), image: part, box: part, other: part, value: part })

/** Null when the step finds nothing to work on. */
export const requestOf = (content: Content, step: Step): EditRequest | null => makers[step.kind](content, step)

/** Makes the request, and waits for its job if it starts one. A refused request is no step and is not an error. */
export async function perform(call: EngineCall, { name, request }: EditRequest): Promise<void> {
  try {
    const answer: object | null = await call(name, request as CallRequest<EngineCallName>)
    if (answer && 'jobId' in answer) await jobIsOver(call, answer.jobId as number)
  } catch (error) {
    if (!(error instanceof BoxwrightError) || error.code === 'internal') throw error
  }
}

async function jobIsOver(call: EngineCall, id: number): Promise<void> {
  for (;;) {
    const { state, error } = await call('jobs.get', { id })
    if (error?.code === 'internal') throw new Error(error.message)
    if (isJobOver(state)) return
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

const choose = <T>(list: readonly T[], at: number): T | null => list[Math.floor(at * list.length)] ?? null

type ImageAndBox = { readonly imageId: number; readonly box: Annotation }

/** Makes an edit of one box of the chosen image. */
function ofBox(make: (chosen: ImageAndBox, step: Step, content: Content) => EditRequest | null): Maker {
  return (content, step) => {
    const imageId = choose(content.imageIds, step.image)!
    const box = choose(content.boxesOf(imageId), step.box)
    return box && make({ imageId, box }, step, content)
  }
}

const change = (kind: string, patch: (box: Annotation, step: Step, content: Content) => Partial<Annotation> | null) =>
  ofBox(({ imageId, box }, step, content) => {
    const changed = patch(box, step, content)
    return changed && apply(imageId, kind, [{ before: box, after: { ...box, ...changed } }])
  })

type Change = { readonly before: Annotation | null; readonly after: Annotation | null }

function apply(imageId: number, kind: string, changes: readonly Change[]): EditRequest {
  return { name: 'annotations.apply', request: { imageId, kind, changes } }
}

function newBox(content: Content, { image, other, value }: Step): Annotation | null {
  const category = choose(content.categories, other)
  if (!category) return null
  const imageId = choose(content.imageIds, image)!
  const place = { x1: value * 50, y1: other * 40, x2: value * 50 + 30 * value + 2, y2: other * 40 + 20 }
  return { id: content.newId(), imageId, categoryId: category.id, ...place, ...blankAnnotation, updatedAt: 1 }
}

const makers = {
  draw: (content: Content, step: Step) => {
    const box = newBox(content, step)
    return box && apply(box.imageId, 'draw', [{ before: null, after: box }])
  },
  move: change('move', (_, { other, value }) => ({ x1: value * 60, x2: value * 60 + 30, y1: other * 9, y2: 60 })),
  relabel: change('relabel', (_, { other }, { categories }) => {
    const category = choose(categories, other)
    return category && { categoryId: category.id }
  }),
  flags: change('change', ({ difficult }, { value, other }) => ({
    difficult: !difficult,
    truncated: value < 0.5 ? null : value,
    occluded: choose([null, 0, 1, 2, 3] as const, other),
  })),
  ignore: change('change', ({ ignore }) => ({ ignore: !ignore })),
  order: change('order', (_, { value }) => ({ z: Math.round(value * 10) - 5 })),
  lock: change('change', ({ locked }) => ({ locked: !locked })),
  boxNote: change('change', (_, { value }) => ({ note: `note ${value}`, extras: { value } })),
  dismiss: change('dismiss', ({ dismissedChecks }) => ({
    dismissedChecks: dismissedChecks.length > 0 ? [] : ['tiny'],
  })),
  touchCopy: change('change', ({ copied }) => ({ copied: !copied })),
  delete: ofBox(({ imageId, box }) => apply(imageId, 'delete', [{ before: box, after: null }])),
  paste: ofBox(({ imageId, box }, _, content) =>
    apply(imageId, 'paste', [{ before: null, after: { ...box, id: content.newId() } }]),
  ),
  copyPrevious: (content: Content, { image }: Step) => {
    const index = Math.floor(image * content.imageIds.length)
    const imageId = content.imageIds[index]!
    const boxes = index > 0 ? content.boxesOf(content.imageIds[index - 1]!) : []
    const copies = boxes.map((box) => ({ before: null, after: { ...box, imageId, id: content.newId() } }))
    return copies.length > 0 ? apply(imageId, 'paste', copies) : null
  },
  /** A box goes, one comes and one changes in one step. */
  several: ofBox(({ imageId, box }, step, content) => {
    const drawn = newBox(content, step)
    const kept = content.boxesOf(imageId).find(({ id }) => id !== box.id)
    if (!drawn) return null
    return apply(imageId, 'fix', [
      { before: box, after: null },
      { before: null, after: drawn },
      ...(kept ? [{ before: kept, after: { ...kept, y2: 79 } }] : []),
    ])
  }),
  bulk: (content: Content, { box, other, value }: Step) => {
    const all = content.imageIds.flatMap((imageId) => content.boxesOf(imageId))
    const ids = all.filter((_, index) => (index * 0.618 + box) % 1 < 0.5).map(({ id }) => id)
    const category = choose(content.categories, other)
    const actions = [
      { kind: 'delete' },
      { kind: 'ignore', ignore: value > 0.4 },
      { kind: 'relabel', categoryId: category?.id },
    ]
    return ids.length > 0 && category
      ? { name: 'annotations.bulk' as const, request: { ids, action: choose(actions, value) } }
      : null
  },
  propagate: ofBox(({ imageId, box }, { other }, { imageIds }) => ({
    name: 'annotations.propagate',
    request: {
      imageId,
      annotationIds: [box.id],
      targetIds: imageIds.filter((id, index) => id !== imageId && index >= other * 3),
    },
  })),
  addCategory: (_: Content, { value }: Step) => ({
    name: 'categories.add' as const,
    request: { name: `class ${Math.floor(value * 30)}` },
  }),
  changeCategory: (content: Content, { other, value }: Step) => {
    const category = choose(content.categories, other)
    const changes = [{ name: `class ${Math.floor(value * 90)}` }, { color: '#123456' }, { hotkey: '3' }]
    return category && { name: 'categories.change' as const, request: { id: category.id, ...choose(changes, value) } }
  },
  removeCategory: (content: Content, { other }: Step) => {
    const category = choose(content.categories, other)
    return category && { name: 'categories.remove' as const, request: { id: category.id, deleteBoxes: true } }
  },
  mergeCategories: (content: Content, { other, value }: Step) => {
    const [from, into] = [choose(content.categories, other), choose(content.categories, value)]
    return from && into && from !== into
      ? { name: 'categories.merge' as const, request: { from: [from.id], into: into.id } }
      : null
  },
  reorderCategories: (content: Content) => ({
    name: 'categories.reorder' as const,
    request: { ids: content.categories.map(({ id }) => id).reverse() },
  }),
  review: (content: Content, { image, other, value }: Step) => ({
    name: 'images.setReview' as const,
    request: {
      ids: value < 0.5 ? [choose(content.imageIds, image)!] : [...content.imageIds],
      review: choose(['verified', 'rejected', null] as const, other),
    },
  }),
  imageNote: (content: Content, { image, value }: Step) => ({
    name: 'images.setNote' as const,
    request: { id: choose(content.imageIds, image)!, note: `seen ${value}` },
  }),
  split: (_: Content, { value, other }: Step) => ({
    name: 'split.assign' as const,
    request: { seed: Math.floor(value * 100), keep: other < 0.5 },
  }),
  setSplit: (content: Content, { image, other }: Step) => ({
    name: 'split.set' as const,
    request: { ids: [choose(content.imageIds, image)!], split: choose(['train', 'val', 'test', null] as const, other) },
  }),
  lockSplit: (content: Content, { image, other }: Step) => ({
    name: 'split.set' as const,
    request: { ids: [choose(content.imageIds, image)!], split: 'test', isLocked: other > 0.4 },
  }),
  rejectWithReason: (content: Content, { image, value }: Step) => ({
    name: 'images.setReview' as const,
    request: { ids: [choose(content.imageIds, image)!], review: 'rejected', note: `blurred ${value}` },
  }),
  import: ({ labels }: Content, { value, other }: Step) => ({
    name: 'import.start' as const,
    request: {
      labels: join(labels, value < 0.5 ? 'first' : 'second'),
      format: 'auto',
      dryRun: false,
      merge: choose(mergeRule.options, other),
    },
  }),
  chooseControls: (_: Content, { value, other }: Step) => ({
    name: 'control.choose' as const,
    request: { share: 0.1 + 0.9 * other, seed: Math.floor(value * 100) },
  }),
  settleControls: (_: Content, { box, other, value }: Step) => ({
    name: 'labellings.decide' as const,
    request: {
      comparedIds: [1, 2, 3].map((step) => Math.floor(box * 8) + step),
      verdict: choose(['labelling', 'project'] as const, value > 0.5 ? other : 0),
    },
  }),
  endControls: (_: Content, { value }: Step) => ({
    name: 'control.end' as const,
    request: { id: 1 + Math.floor(value * 3) },
  }),
  removeLabelling: (_: Content, { value }: Step) => ({
    name: 'labellings.remove' as const,
    request: { id: 1 + Math.floor(value * 3) },
  }),
} satisfies Record<string, Maker>

export type StepKind = keyof typeof makers
export const stepKinds = Object.keys(makers) as StepKind[]

/** Two small COCO files for the images, with a class that the project may know and one that it does not. */
export function writeLabels(folder: string): string {
  const images = Array.from({ length: imageCount }, (_, index) => ({
    id: index + 1,
    file_name: `image-${index + 1}.jpg`,
    ...imageSize,
  }))
  const file = (names: readonly string[], shift: number) => ({
    images,
    categories: names.map((name, index) => ({ id: index + 1, name })),
    annotations: images.slice(1).map(({ id }, index) => ({
      id,
      image_id: id,
      category_id: 1 + (index % names.length),
      bbox: [shift + index, 5, 20, 10],
      area: 200,
      iscrowd: 0,
    })),
  })
  for (const [name, content] of Object.entries({ first: file(['class 1', 'new'], 3), second: file(['car'], 40) })) {
    mkdirSync(join(folder, name), { recursive: true })
    writeFileSync(join(folder, name, 'labels.json'), JSON.stringify(content))
  }
  return folder
}
