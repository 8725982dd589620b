/** The way back: an image opened from a page of Images or from Results leads back to that page, which is then as it was left. */
import { create } from 'zustand'
import { showActivity, showImage } from './activity.ts'
import { type RoomTab, showRoomTab } from './imagesRoom.ts'

export type Page = RoomTab | 'results'

/** The page to go back to; null when the image was not opened from one. */
export const useComeBack = create<{ readonly page: Page | null }>()(() => ({ page: null }))

export function showImageFrom(page: Page, imageId: number, annotationId: number | null = null): void {
  useComeBack.setState({ page })
  showImage(imageId, annotationId)
}

export function comeBack(): void {
  const { page } = useComeBack.getState()
  if (page === null) return
  useComeBack.setState({ page: null })
  if (page !== 'results') showRoomTab(page)
  showActivity(page === 'results' ? 'results' : 'images')
}
