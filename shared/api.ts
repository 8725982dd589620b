/**
 * The contract: every call of the window (or of the command line) and every event, with the schema of what goes over.
 * The receiver validates requests; responses and events are validated in tests. A call that takes long returns a job.
 */
import { z } from 'zod'
import { assistantCalls } from './assistantCalls.ts'
import { boxFacts } from './boxFacts.ts'
import { done, filterText as filter, jobStarted, nothing } from './callShapes.ts'
import { desktopCalls, desktopEvents } from './desktopCalls.ts'
import { dropCalls } from './dropCalls.ts'
import { ensembleCalls } from './ensembleCalls.ts'
import { exchangeCalls } from './exchange/calls.ts'
import { explainCalls, explaining } from './explainCalls.ts'
import { findingKinds } from './filter/terms.ts'
import { labellingCalls } from './labellingCalls.ts'
import {
  annotation,
  annotationChange,
  category,
  id,
  image,
  imageOrder,
  job,
  projectInfo,
  proposalDecision,
  review,
  root,
} from './model.ts'
import { modelExportCalls } from './modelExportCalls.ts'
import { pictureCalls } from './pictureCalls.ts'
import { reportCalls } from './reportCalls.ts'
import { epoch } from './reports.ts'
import { resultCalls } from './resultCalls.ts'
import { searchCalls } from './searchCalls.ts'
import { splitCalls } from './split/calls.ts'
import { suspectCalls } from './suspectCalls.ts'
import { runSampled, trainCalls } from './trainCalls.ts'

export const editKind = z.enum([
  'draw',
  'move',
  'relabel',
  'delete',
  'paste',
  'change',
  'order',
  'review',
  'note',
  'propagate',
  'fix',
  'dismiss',
  'judge',
  'accept',
  'decline',
  'propose',
  'control',
  'settle',
  'labelling',
  'category',
  'merge',
  'import',
  'split',
  'demo',
])
export type EditKind = z.infer<typeof editKind>

/** What an undo or redo did. `imageIds` is empty for a change of classes alone. */
export const historyStep = z.object({
  kind: editKind,
  imageIds: z.array(id),
  /** True when the step touched so many images that they are not listed. */
  isBulk: z.boolean(),
})
export type HistoryStep = z.infer<typeof historyStep>

/** One step of the history, newest first in lists. */
export const historyEntry = z.object({
  id,
  kind: editKind,
  /** Null for a step over several images. */
  imageId: id.nullable(),
  changes: z.int(),
  /** Unix time in milliseconds. */
  at: z.int(),
  /** Who made it: the user's name on this computer. */
  author: z.string(),
  isUndone: z.boolean(),
})
export type HistoryEntry = z.infer<typeof historyEntry>

/** A step of one box, with what it changed of it. */
export const boxStep = historyEntry.extend({
  was: boxFacts,
  became: boxFacts,
  /** The model whose proposal the step made a box. */
  model: z.string().nullable(),
})
export type BoxStep = z.infer<typeof boxStep>

const [x1, y1, x2, y2] = [z.number(), z.number(), z.number(), z.number()]
const drawnBox = z.object({ categoryId: id.nullable(), x1, y1, x2, y2 })
/** An image that boxes would be copied to, with those that it has and those that it would get. */
export const propagationPreview = z.object({
  image,
  existing: z.array(drawnBox),
  copies: z.array(drawnBox),
  present: z.int(),
  outside: z.int(),
})
export type PropagationPreview = z.infer<typeof propagationPreview>

export const finding = z.object({ kind: z.enum(findingKinds), imageId: id, annotationIds: z.array(id).min(1).max(2) })

/** One of the boxes of a gallery, by columns; `boxes` has four numbers each. */
export const galleryColumns = z.object({
  ids: z.array(id),
  imageIds: z.array(id),
  categoryIds: z.array(z.int()),
  boxes: z.array(z.number()),
  updatedAt: z.array(z.int()),
  /** Boxes whose brightness is not measured yet; they come last when sorted by it. */
  unmeasured: z.int(),
})
export const gallerySort = z.enum(['image', 'class', 'size', 'aspect', 'brightness', 'date', 'score'])
export type GallerySort = z.infer<typeof gallerySort>

export const categoryStatistics = z.object({
  categoryId: id,
  boxes: z.int(),
  images: z.int(),
  /** Boxes whose longer side lies in [2^i, 2^(i+1)) pixels, for i = 0, 1, … */
  sizeHistogram: z.array(z.int()),
  /** Widths and heights of an even sample of the boxes, in pixels. */
  sample: z.object({ widths: z.array(z.number()), heights: z.array(z.number()) }),
})
export type CategoryStatistics = z.infer<typeof categoryStatistics>

/** Columns and rows of the grid over the picture in which boxes are counted. */
export const positionGrid = 20

const historyScope = z.strictObject({ imageId: id.optional() })

export const engineCalls = {
  'project.create': { request: z.strictObject({ path: z.string().min(1) }), response: projectInfo },
  'project.open': { request: z.strictObject({ path: z.string().min(1) }), response: projectInfo },
  'project.close': { request: nothing, response: done },
  'project.info': { request: nothing, response: projectInfo.nullable() },
  'project.recent': {
    request: nothing,
    response: z.array(z.object({ path: z.string(), name: z.string(), openedAt: z.int(), isPresent: z.boolean() })),
  },
  'project.forget': { request: z.strictObject({ path: z.string() }), response: done },
  'project.demo': {
    request: z.strictObject({ path: z.string().min(1), seed: z.int().optional(), images: z.int().min(10).optional() }),
    response: jobStarted,
  },

  'roots.list': { request: nothing, response: z.array(root) },
  'roots.add': { request: z.strictObject({ path: z.string().min(1) }), response: jobStarted.extend({ rootId: id }) },
  'roots.rescan': { request: z.strictObject({ rootId: id }), response: jobStarted },
  /** What would be found if the folder were linked to another place; nothing is changed. */
  'roots.checkLink': { request: z.strictObject({ rootId: id, path: z.string().min(1) }), response: jobStarted },
  'roots.relink': { request: z.strictObject({ rootId: id, path: z.string().min(1) }), response: jobStarted },

  'images.ids': {
    request: z.strictObject({ filter, order: imageOrder.default('file') }),
    response: z.array(id),
  },
  'images.get': { request: z.strictObject({ ids: z.array(id).max(1000) }), response: z.array(image) },
  /** With a note, for instance why the images are rejected, both are one step. */
  'images.setReview': {
    request: z.strictObject({ ids: z.array(id), review: review.nullable(), note: z.string().max(10_000).optional() }),
    response: done,
  },
  'images.setNote': { request: z.strictObject({ id, note: z.string().max(10_000) }), response: done },
  /** How the boxes that fit are spread. */
  'images.statistics': {
    request: z.strictObject({ filter }),
    response: z.object({
      /** Images that fit, by their number of boxes, from 0; the last number holds all with more as well. */
      boxesPerImage: z.array(z.int()),
      /** Boxes by the place of their middle in the picture: a grid, row by row. */
      positions: z.array(z.int()).length(positionGrid * positionGrid),
    }),
  },

  'images.path': { request: z.strictObject({ id }), response: z.object({ path: z.string() }) },

  'categories.list': { request: nothing, response: z.array(category.extend({ annotationCount: z.int() })) },
  'categories.add': {
    request: z.strictObject({ name: z.string().trim().min(1), color: category.shape.color.optional() }),
    response: category,
  },
  'categories.change': {
    request: z.strictObject({
      id,
      name: z.string().trim().min(1).optional(),
      color: category.shape.color.optional(),
      hotkey: z.string().nullable().optional(),
    }),
    response: category,
  },
  /** With boxes only when `deleteBoxes` says so. */
  'categories.remove': {
    request: z.strictObject({ id, deleteBoxes: z.boolean().default(false) }),
    response: z.object({ boxes: z.int() }),
  },
  /** All boxes of the given classes become boxes of another, and the classes go. */
  'categories.merge': {
    request: z.strictObject({ from: z.array(id).min(1), into: id }),
    response: z.object({ boxes: z.int() }),
  },
  /** The order of exported class lists: every class once. */
  'categories.reorder': { request: z.strictObject({ ids: z.array(id) }), response: done },
  'categories.statistics': { request: z.strictObject({ filter }), response: z.array(categoryStatistics) },

  'annotations.ofImage': { request: z.strictObject({ imageId: id }), response: z.array(annotation) },
  /** The boxes of several images as pictures show them: places and classes. */
  'annotations.ofImages': {
    request: z.strictObject({ imageIds: z.array(id).max(500) }),
    response: z.array(drawnBox.extend({ id, imageId: id })),
  },
  /** Numbers that no annotation has or had: the window names new boxes itself and so can show them at once. */
  'annotations.reserveIds': {
    request: z.strictObject({ count: z.int().min(1).max(10_000) }),
    response: z.object({ first: id }),
  },
  'annotations.apply': {
    request: z
      .strictObject({
        imageId: id,
        kind: editKind,
        changes: z.array(annotationChange),
        /** What is decided about proposals in the same step. */
        decisions: z.array(proposalDecision).default([]),
      })
      .refine(({ changes, decisions }) => changes.length + decisions.length > 0, 'the step changes nothing'),
    response: z.object({ image, savedAt: z.int() }),
  },

  /** Changes many boxes of many images in one step. */
  'annotations.bulk': {
    request: z.strictObject({
      ids: z.array(id).min(1),
      action: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('relabel'), categoryId: id }),
        z.strictObject({ kind: z.literal('delete') }),
        z.strictObject({ kind: z.literal('ignore'), ignore: z.boolean() }),
      ]),
    }),
    response: z.object({ boxes: z.int() }),
  },
  /** Copies boxes of one image to others, cut at their borders; what is there already is left out. One step. */
  'annotations.propagate': {
    request: z.strictObject({
      imageId: id,
      annotationIds: z.array(id).min(1),
      targetIds: z.array(id).min(1),
      dryRun: z.boolean().default(false),
      /** A box of the same class that overlaps at least this much counts as the one copied; null copies in any case. */
      presentIou: z.number().min(0).max(1).nullable().default(0.95),
      /** Leaves verified and rejected images alone. */
      skipReviewed: z.boolean().default(false),
    }),
    response: z.object({
      images: z.int(),
      boxes: z.int(),
      present: z.int(),
      outside: z.int(),
      reviewed: z.int(),
      /** Of a dry run: what the first images would look like. */
      previews: z.array(propagationPreview),
    }),
  },
  /** What happened to one box, oldest first. */
  'annotations.history': { request: z.strictObject({ id }), response: z.array(boxStep) },

  /** What the rule checks find in all images, or in some. */
  'findings.list': {
    request: z.strictObject({
      kinds: z.array(z.enum(findingKinds)).optional(),
      limit: z.int().min(1).max(10_000).default(1000),
    }),
    response: z.object({ findings: z.array(finding), counts: z.record(z.enum(findingKinds), z.int()) }),
  },

  /** Mends all findings of a kind the best way, in one step. Locked boxes stay, and with them their findings. */
  'findings.fix': {
    request: z.strictObject({ kind: z.enum(findingKinds) }),
    response: z.object({ boxes: z.int(), images: z.int(), left: z.int() }),
  },

  /** Boxes that fit the filter, as a wall of crops. */
  'gallery.list': {
    request: z.strictObject({ filter, sort: gallerySort, isDescending: z.boolean().default(false) }),
    response: galleryColumns,
  },
  'gallery.measure': { request: z.strictObject({ filter }), response: jobStarted },

  /** With `editId` that step alone: null when it was taken back already, `conflict` when later ones come first. */
  'history.undo': { request: historyScope.extend({ editId: id.optional() }), response: historyStep.nullable() },
  'history.redo': { request: historyScope, response: historyStep.nullable() },
  'history.state': {
    request: historyScope,
    response: z.object({ undo: editKind.nullable(), redo: editKind.nullable() }),
  },

  /** Newest first. `before`: only steps older than this one. */
  'history.list': {
    request: historyScope.extend({ limit: z.int().min(1).max(1000).default(100), before: id.optional() }),
    response: z.array(historyEntry),
  },
  /** Undoes or redoes until the given step is the last that counts; null undoes all. */
  'history.goTo': { request: historyScope.extend({ editId: id.nullable() }), response: z.array(historyStep) },

  /** What label files a folder, a zip or a file holds; nothing is written. */
  ...dropCalls,
  ...pictureCalls,
  ...exchangeCalls,
  ...splitCalls,

  'jobs.list': { request: nothing, response: z.array(job) },
  'jobs.get': { request: z.strictObject({ id }), response: job },
  'jobs.cancel': { request: z.strictObject({ id }), response: done },

  ...trainCalls,
  ...searchCalls,
  ...ensembleCalls,
  ...suspectCalls,
  ...assistantCalls,
  ...labellingCalls,

  ...resultCalls,
  ...explainCalls,
  ...reportCalls,
  ...modelExportCalls,
} as const

export { desktopCalls }
export const calls = { ...engineCalls, ...desktopCalls } as const

export const events = {
  /** Rows changed; a null list means: ask again for everything. */
  'project.changed': z.object({ imageIds: z.array(id).nullable(), categories: z.boolean(), savedAt: z.int() }),
  /** Another project is open, or none. */
  'project.opened': z.object({ path: z.string().nullable() }),
  /** Changes in a folder of the project were noticed: numbers of images. */
  'roots.changed': z.object({ rootId: id, added: z.int(), changed: z.int(), gone: z.int(), moved: z.int() }),
  'job.changed': job,
  'run.epoch': epoch,
  /** A run under way was told to stand still, to go on or to end. */
  'run.ordered': z.object({ runId: z.int() }),
  /** There are newer sample detections of the run. */
  'run.sampled': runSampled,
  /** A trial of a search began or ended, or the search was told something. */
  'search.changed': z.object({ searchId: z.int() }),
  'results.explaining': explaining,
  ...desktopEvents,
  /** The engine process ended or came back. */
  'engine.state': z.object({ isRunning: z.boolean(), message: z.string() }),
} as const

export type CallName = keyof typeof calls
export type EngineCallName = keyof typeof engineCalls
export type DesktopCallName = keyof typeof desktopCalls
export type EventName = keyof typeof events

/** What a caller passes: fields with a default may be left out. */
export type CallRequest<N extends CallName> = z.input<(typeof calls)[N]['request']>
/** What a handler receives, defaults filled in. */
export type ParsedRequest<N extends CallName> = z.output<(typeof calls)[N]['request']>
export type CallResponse<N extends CallName> = z.output<(typeof calls)[N]['response']>
export type EventData<N extends EventName> = z.output<(typeof events)[N]>

export type Call = <N extends CallName>(name: N, request: CallRequest<N>) => Promise<CallResponse<N>>
export type EngineCall = <N extends EngineCallName>(name: N, request: CallRequest<N>) => Promise<CallResponse<N>>
export type Emit = <N extends EventName>(name: N, data: EventData<N>) => void
export type EngineHandlers = {
  readonly [N in EngineCallName]: (request: ParsedRequest<N>) => CallResponse<N> | Promise<CallResponse<N>>
}

/** A reply as it crosses a process border, as JSON text: large answers cross the bridge faster as one string. */
export type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: import('./errors.ts').PlainError }
