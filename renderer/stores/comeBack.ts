/** The way back: an image opened from a page of Images leads back to that page, which is then as it was left. */
import { create } from 'zustand'
import { showActivity, showImage } from './activity.ts'
import { type RoomTab, showRoomTab } from './imagesRoom.ts'

/** The page to go back to; null when the image was not opened from one. */
export const useComeBack = create<{ readonly tab: RoomTab | null }>()(() => ({ tab: null }))

export function showImageFrom(tab: RoomTab, imageId: number, annotationId: number | null = null): void {
  useComeBack.setState({ tab })
  showImage(imageId, annotationId)
}

export function comeBack(): void {
  const { tab } = useComeBack.getState()
  if (tab === null) return
  useComeBack.setState({ tab: null })
  showRoomTab(tab)
  showActivity('images')
}
