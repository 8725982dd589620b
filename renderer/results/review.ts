/**
 * Going through the crops of an evaluation: which cell is open, what was judged, and what was fixed. It outlives a visit to
 * another screen, so that a box can be mended there and the walk goes on here. What was decided is in the project file as
 * well, and stays decided.
 */
import { create } from 'zustand'
import type { Box } from '../../shared/box.ts'
import type { Verdict } from '../../shared/suspectCalls.ts'
import { fail } from '../stores/messages.ts'
import { call } from '../studio.ts'
import type { CropItem } from './cropItems.ts'
import { decisionSteps, type Judged } from './decide.ts'
import type { CellPlace } from './matrixView.ts'
import { changeView, useResultsView } from './resultsView.ts'

/** Skipping is for the day and is not kept. */
export type Judgement = Verdict | 'skipped'

/** Enough to take a judgement back and to show its crop again. */
export type Done = {
  readonly keys: readonly string[]
  /** In the history of the image of one of the crops; null when nothing is in the project file. */
  readonly step: { readonly imageId: number; readonly editId: number } | null
  /** Labels that were changed. */
  readonly labels: number
  readonly cell: CellPlace | null
}

type Review = {
  /** Project and evaluation that all of this belongs to. */
  readonly subject: string | null
  readonly apBefore: number | null
  /** In use on the screen. */
  readonly confidence: number | null
  readonly cell: CellPlace | null
  readonly currentKey: string | null
  /** The box of the current crop while it is drawn anew. */
  readonly editing: Box | null
  readonly judged: ReadonlyMap<string, Judgement>
  readonly done: readonly Done[]
}

const nothingReviewed: Review = {
  subject: null,
  apBefore: null,
  confidence: null,
  cell: null,
  currentKey: null,
  editing: null,
  judged: new Map(),
  done: [],
}

export const useReview = create<Review>()(() => nothingReviewed)

/** Called with every reading; only a new subject begins anew. */
export function beginReview(subject: string, ap: number | null, confidence: number): void {
  if (useReview.getState().subject === subject) useReview.setState({ confidence })
  else useReview.setState({ ...nothingReviewed, subject, apBefore: ap, confidence })
}

export const openCell = (cell: CellPlace): void => useReview.setState({ cell, currentKey: null, editing: null })
export const showCrop = (currentKey: string): void => useReview.setState({ currentKey, editing: null })
export const editCrop = (editing: Box | null): void => useReview.setState({ editing })

/** Nothing is decided: the crop comes again another day. */
export function skipCrop({ key }: CropItem, next: CropItem | null): void {
  note([key], 'skipped', next)
  remember({ keys: [key], step: null, labels: 0, cell: useReview.getState().cell })
}

/** Decides about one crop, or about many in one step. The screen goes on at once; a refusal brings the crops back. */
export async function decideCrops(items: readonly CropItem[], judged: Judged, next: CropItem | null): Promise<void> {
  const keys = items.map(({ key }) => key)
  const { cell } = useReview.getState()
  note(keys, judged.verdict, next)
  holdConfidence()
  try {
    const { editId } = await call('suspects.decide', { steps: await decisionSteps(items, judged) })
    const step = { imageId: items[0]!.image.id, editId }
    remember({ keys, step, labels: judged.verdict === 'kept' ? 0 : items.length, cell })
  } catch (error) {
    forget(keys)
    useReview.setState({ currentKey: keys[0]! })
    fail(error)
  }
}

/** The best confidence depends on the labels: a fix would change which crops a cell holds, under the hands. */
function holdConfidence(): void {
  const { confidence } = useReview.getState()
  if (confidence !== null && typeof useResultsView.getState().confidence !== 'number') changeView({ confidence })
}

function note(keys: readonly string[], judgement: Judgement, next: CropItem | null): void {
  useReview.setState(({ judged, currentKey }) => ({
    judged: new Map([...judged, ...keys.map((key) => [key, judgement] as const)]),
    currentKey: next?.key ?? currentKey,
    editing: null,
  }))
}

function remember(entry: Done): void {
  useReview.setState(({ done }) => ({ done: [...done, entry] }))
}

function forget(keys: readonly string[]): void {
  const gone = new Set(keys)
  useReview.setState(({ judged }) => ({ judged: new Map([...judged].filter(([key]) => !gone.has(key))) }))
}

/** Takes the last judgement back and shows its crop again; one that was taken back elsewhere is forgotten here too. */
export async function undoJudgement(): Promise<void> {
  const last = useReview.getState().done.at(-1)
  if (!last) return
  useReview.setState(({ done }) => ({ done: done.slice(0, -1) }))
  try {
    if (last.step) await call('history.undo', last.step)
    forget(last.keys)
    useReview.setState({ cell: last.cell, currentKey: last.keys[0]!, editing: null })
  } catch (error) {
    // It still counts, and can be taken back after what came later.
    remember(last)
    fail(error)
  }
}
