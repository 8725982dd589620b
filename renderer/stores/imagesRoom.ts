/** Which page of the Images activity is open; remembered over restarts. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'

export const roomTabs = ['images', 'boxes', 'classes', 'history'] as const
export type RoomTab = (typeof roomTabs)[number]

type ImagesRoom = { readonly tab: RoomTab }

export const useImagesRoom = create<ImagesRoom>()(
  persist<ImagesRoom>(() => ({ tab: 'images' }), { name: 'boxwright-images-room' }),
)

export function showRoomTab(tab: RoomTab): void {
  useImagesRoom.setState({ tab })
}
