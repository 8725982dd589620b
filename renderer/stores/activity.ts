/** Which of the activities fills the window, and what it should show there. */
import { create } from 'zustand'
import type { ImageOrder } from '../../shared/model.ts'

export const activities = ['images', 'annotate', 'train', 'results', 'how'] as const
export type Activity = (typeof activities)[number]

type ActivityState = {
  readonly activity: Activity
  /** The image being looked at; the same in all activities. */
  readonly imageId: number | null
  /** A box to select and show when the image opens. */
  readonly annotationId: number | null
  /** Which images the lists show, as text (shared/filter). */
  readonly filter: string
  /** How they order what the filter lets through. */
  readonly order: ImageOrder
}

export const useActivity = create<ActivityState>()(() => ({
  activity: 'images',
  imageId: null,
  annotationId: null,
  filter: '',
  order: 'file',
}))

export const showActivity = (activity: Activity): void => useActivity.setState({ activity })
export const showImage = (imageId: number, annotationId: number | null = null): void =>
  useActivity.setState({ activity: 'annotate', imageId, annotationId })
/** The inside of the detector on this image. */
export const showHowOn = (imageId: number): void =>
  useActivity.setState({ activity: 'how', imageId, annotationId: null })
export const setFilter = (filter: string): void => useActivity.setState({ filter })
