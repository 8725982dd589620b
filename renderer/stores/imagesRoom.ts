/** Which page of the Images activity is open, and how its images are shown; remembered over restarts. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'

export const roomTabs = ['images', 'boxes', 'classes', 'checks', 'history', 'agreement'] as const
export type RoomTab = (typeof roomTabs)[number]

type ImagesRoom = {
  readonly tab: RoomTab
  /** Boxes are drawn over the thumbnails. */
  readonly hasBoxes: boolean
}

export const useImagesRoom = create<ImagesRoom>()(
  persist<ImagesRoom>(() => ({ tab: 'images', hasBoxes: false }), { name: 'boxwright-images-room' }),
)

export function showRoomTab(tab: RoomTab): void {
  useImagesRoom.setState({ tab })
}

export function toggleThumbnailBoxes(): void {
  useImagesRoom.setState(({ hasBoxes }) => ({ hasBoxes: !hasBoxes }))
}
