/** What undo and redo would turn in the open image. The log is the engine's; it survives a restart and has no end. */
import { create } from 'zustand'
import type { CallResponse } from '../../shared/api.ts'
import { fail } from '../stores/messages.ts'
import { call } from '../studio.ts'
import { useEditor } from './editor.ts'

export const useHistory = create<CallResponse<'history.state'>>()(() => ({ undo: null, redo: null }))

export async function refreshHistory(imageId: number): Promise<void> {
  try {
    const state = await call('history.state', { imageId })
    if (useEditor.getState().image?.id === imageId) useHistory.setState(state)
  } catch (error) {
    fail(error)
  }
}
