/** How the person at this computer exports, remembered for each format. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { ExportSettings } from '../../shared/exchange/exportSettings.ts'
import { type ImageState, imageState, type SplitName, splitName } from '../../shared/model.ts'
import type { ExportFormat } from '../../shared/reports.ts'

export type ExportChoices = Pick<
  ExportSettings,
  'images' | 'folders' | 'upright' | 'vocCoordinates' | 'vocDecimals'
> & {
  readonly splits: readonly (SplitName | 'none')[]
  readonly states: readonly ImageState[]
}

export const usualExportChoices: ExportChoices = {
  splits: [...splitName.options, 'none'],
  states: imageState.options.filter((state) => state !== 'unlabelled' && state !== 'rejected'),
  images: 'copy',
  folders: 'keep',
  upright: false,
  vocCoordinates: 'asIs',
  vocDecimals: false,
}

type Remembered = {
  readonly format: ExportFormat
  readonly byFormat: Partial<Record<ExportFormat, Partial<ExportChoices>>>
  readonly setFormat: (format: ExportFormat) => void
  readonly change: (change: Partial<ExportChoices>) => void
}

export const useExportChoices = create<Remembered>()(
  persist(
    (set) => ({
      format: 'yolo',
      byFormat: {},
      setFormat: (format) => set({ format }),
      change: (change) =>
        set(({ format, byFormat }) => ({ byFormat: { ...byFormat, [format]: { ...byFormat[format], ...change } } })),
    }),
    { name: 'boxwright-export' },
  ),
)

export function choicesFor({ format, byFormat }: Pick<Remembered, 'format' | 'byFormat'>): ExportChoices {
  return { ...usualExportChoices, ...byFormat[format] }
}
