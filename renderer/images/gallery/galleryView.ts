/** How the wall of crops is looked at. Size and order belong to the person; place and selection last as long as the project is open. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { GallerySort } from '../../../shared/api.ts'
import { noSelection, type Selection } from './selection.ts'

export const cropSides = { smallest: 40, largest: 200, step: 8 } as const

type GalleryView = {
  readonly cropSide: number
  readonly sort: GallerySort
  readonly isDescending: boolean
  readonly selection: Selection
  readonly scrollTop: number
}

export const useGalleryView = create<GalleryView>()(
  persist(
    (): GalleryView => ({
      cropSide: 96,
      sort: 'image',
      isDescending: false,
      selection: noSelection,
      scrollTop: 0,
    }),
    {
      name: 'boxwright-gallery',
      partialize: ({ cropSide, sort, isDescending }) => ({ cropSide, sort, isDescending }),
    },
  ),
)

export function select(change: (selection: Selection) => Selection): void {
  useGalleryView.setState(({ selection }) => ({ selection: change(selection) }))
}

export function setCropSide(side: number): void {
  const cropSide = Math.max(cropSides.smallest, Math.min(cropSides.largest, side))
  useGalleryView.setState({ cropSide })
}

/** Of another project or filter nothing is kept. */
export function forgetPlace(): void {
  useGalleryView.setState({ selection: noSelection, scrollTop: 0 })
}
