/** Which entries the palette shows for what is typed, the most likely first. */
import type { PaletteEntry } from './entries.ts'
import { fitOf } from './fuzzy.ts'

type Ranked = Pick<PaletteEntry, 'id' | 'label' | 'alias' | 'isPossible'>

/** Enough to let what was just used win among equals, not to let it win over what was typed. */
const recentBonus = 3

export function ranked<Entry extends Ranked>(
  entries: readonly Entry[],
  query: string,
  recentIds: readonly string[],
): Entry[] {
  return entries
    .map((entry, place) => ({ entry, place, worth: worthOf(entry, query, recentIds) }))
    .filter(({ worth }) => worth !== null)
    .sort((a, b) => Number(b.entry.isPossible) - Number(a.entry.isPossible) || b.worth! - a.worth! || a.place - b.place)
    .map(({ entry }) => entry)
}

function worthOf({ id, label, alias }: Ranked, query: string, recentIds: readonly string[]): number | null {
  const since = recentIds.indexOf(id)
  const recency = since < 0 ? 0 : 1 - since / (recentIds.length + 1)
  if (query.trim() === '') return recency
  const fits = [fitOf(query, label), fitOf(query, alias)].filter((fit) => fit !== null)
  return fits.length === 0 ? null : Math.max(...fits) + recency * recentBonus
}
