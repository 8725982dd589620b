/** Label files that were brought to the window and wait for the import dialog. */
import { create } from 'zustand'
import { useActivity } from './activity.ts'

type ImportRequest = { readonly labels: string | null }

export const useImportRequest = create<ImportRequest>()(() => ({ labels: null }))

/** Opens the import dialog with this file or folder. */
export function askImport(labels: string): void {
  useActivity.setState({ activity: 'images' })
  useImportRequest.setState({ labels })
}

export const clearImportRequest = (): void => useImportRequest.setState({ labels: null })
