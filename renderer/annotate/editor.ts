/** The picture being labelled, its boxes, and what the hands are doing: the whole state of the canvas as one value. */
import { create } from 'zustand'
import type { EditKind } from '../../shared/api.ts'
import type { Box, Point, Size } from '../../shared/box.ts'
import type { AnnotationChange } from '../../shared/edit.ts'
import type { Annotation, Image, Proposal, ProposalDecision } from '../../shared/model.ts'
import type { View } from '../canvas/viewport.ts'
import type { LoopStop } from './loop/loop.ts'
import type { Placed } from './reshape.ts'
import { newToolbox, type Toolbox } from './tools/toolbox.ts'

/** How far the image is: only a ready one can be worked on. */
export type Phase =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading'; readonly imageId: number }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly message: string }

/** In canvas pixels; `ghost` are the places to which the selection was dragged with the right button. */
export type CanvasMenu = { readonly at: Point; readonly ghost: readonly Placed[] }

export type Editor = {
  readonly phase: Phase
  readonly image: Image | null
  /** Of the upright image, in its pixels. */
  readonly size: Size
  readonly annotations: readonly Annotation[]
  /** What a model proposes in the image and nobody has decided about, the surest first. */
  readonly proposals: readonly Proposal[]
  /** The image whose proposals were read. */
  readonly proposalsOf: number | null
  /** Proposals that the model is less sure of are not shown, 0..1. */
  readonly proposalFloor: number
  /** Of boxes; a proposal has its number turned negative here (proposals/shownProposals.ts). */
  readonly selectedIds: readonly number[]
  readonly toolbox: Toolbox
  /** The class of the next box. */
  readonly categoryId: number | null
  /** Rises with each choice of a class: one that is still being made does not overrule a later one. */
  readonly categoryTurn: number
  /** Boxes drawn before there was any class; they are stored as soon as there is one. */
  readonly waitingBoxes: readonly Box[]
  readonly lastDrawnId: number | null
  readonly clipboard: readonly Annotation[]
  readonly canvas: Size
  readonly view: View
  /** Views of images that were zoomed, to come back to. */
  readonly views: ReadonlyMap<number, View>
  readonly pointer: Point | null
  readonly areBoxesHidden: boolean
  /** The finding of the rule checks that was gone to. */
  readonly findingKey: string | null
  /** Where the loop through the boxes is; null while it is off. */
  readonly loop: LoopStop | null
  /** Boxes and classes hidden by themselves, until they are shown again or the project is closed. */
  readonly hiddenIds: ReadonlySet<number>
  readonly hiddenCategoryIds: ReadonlySet<number>
  /** What the right button asks at the moment. */
  readonly menu: CanvasMenu | null
}

/** Changes of the boxes of the image that are one step for undo. */
export type Edit = {
  readonly kind: EditKind
  readonly changes: readonly AnnotationChange[]
  /** What is decided about proposals in the same step. */
  readonly decisions?: readonly ProposalDecision[]
}

export const emptyEditor: Editor = {
  phase: { kind: 'none' },
  image: null,
  size: { width: 1, height: 1 },
  annotations: [],
  proposals: [],
  proposalsOf: null,
  proposalFloor: 0,
  selectedIds: [],
  toolbox: newToolbox,
  categoryId: null,
  categoryTurn: 0,
  waitingBoxes: [],
  lastDrawnId: null,
  clipboard: [],
  canvas: { width: 1, height: 1 },
  view: { scale: 1, x: 0, y: 0, isFitted: true },
  views: new Map(),
  pointer: null,
  areBoxesHidden: false,
  findingKey: null,
  loop: null,
  hiddenIds: new Set(),
  hiddenCategoryIds: new Set(),
  menu: null,
}

export const useEditor = create<Editor>()(() => emptyEditor)

export const frameOf = ({ size, canvas }: Editor) => ({ size, canvas })

export function selectedAnnotations({ annotations, selectedIds }: Editor): Annotation[] {
  const ids = new Set(selectedIds)
  return annotations.filter(({ id }) => ids.has(id))
}
