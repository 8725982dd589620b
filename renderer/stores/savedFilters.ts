/** Filters with names, of each project apart; they belong to the person at this computer. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'

export type SavedFilter = { readonly name: string; readonly filter: string }

type SavedFilters = { readonly byProject: Readonly<Record<string, readonly SavedFilter[]>> }

const none: readonly SavedFilter[] = []

export const useSavedFilters = create<SavedFilters>()(
  persist((): SavedFilters => ({ byProject: {} }), { name: 'boxwright-filters' }),
)

export const savedFiltersOf = ({ byProject }: SavedFilters, path: string | undefined): readonly SavedFilter[] =>
  (path !== undefined && byProject[path]) || none

/** A name that is there already gets the new filter. */
export function saveFilter(path: string, saved: SavedFilter): void {
  change(path, (filters) => [...filters.filter(({ name }) => name !== saved.name), saved])
}

export function removeFilter(path: string, name: string): void {
  change(path, (filters) => filters.filter((other) => other.name !== name))
}

function change(path: string, of: (filters: readonly SavedFilter[]) => readonly SavedFilter[]): void {
  useSavedFilters.setState((state) => ({ byProject: { ...state.byProject, [path]: of(savedFiltersOf(state, path)) } }))
}
