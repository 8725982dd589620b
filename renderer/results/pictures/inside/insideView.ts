/** What is looked at inside the detector; kept from picture to picture. */
import { create } from 'zustand'
import type { Point } from '../../../../shared/box.ts'

/** Objectness, the activation of one detection, or the probability of the class with this index. */
export type HeatSource = 'objectness' | 'activation' | number

export type InsideView = {
  readonly scale: number
  readonly heat: HeatSource
  /** A cell of the scale; null: the middle one. */
  readonly cell: Point | null
  /** Where windows are looked at, in the image; null: where the surest detection is. */
  readonly at: Point | null
  /** Index of the anchor in the cell, or of the window at the point. */
  readonly anchor: number
  /** Index of the label; null: the first that is learned. */
  readonly label: number | null
  /** Raw boxes of at least this score are drawn. */
  readonly rawScore: number
  readonly step: number
  /** Row of the detection whose activation is asked for, or of what learns; null: the surest, the one that fits best. */
  readonly row: number | null
  /** Row of a proposal that learns in the second stage, which may learn in the first as well; null: the first is looked at. */
  readonly region: number | null
}

/** Of another picture: its own cells, labels and steps. */
const forPicture = { cell: null, at: null, anchor: 0, label: null, step: 0, row: null, region: null }

export const useInsideView = create<InsideView>()(() => ({
  scale: 1,
  heat: 'objectness',
  rawScore: 0.1,
  ...forPicture,
}))

export const look = (change: Partial<InsideView>): void => useInsideView.setState(change)
/** Whatever learned another label is not looked at any more. */
export const lookAtLabel = (label: number): void => look({ label, row: null, region: null })
export const lookAnew = (): void => useInsideView.setState(forPicture)
