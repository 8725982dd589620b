/** Which ids images and classes have in the COCO files of an export; results must use those of the labels they go with. */
import { storedTemplate } from './cocoTemplate.ts'
import type { Dataset, DatasetImage } from './format.ts'
import { FreeIds } from './freeIds.ts'
import { type JsonRecord, numberOf, recordOf } from './jsonValues.ts'
import { keptOf } from './keptRow.ts'
import { pauses } from './pauses.ts'

export type Entry = {
  readonly image: DatasetImage
  readonly name: string
  readonly source: string | null
  readonly at: number
  readonly row: JsonRecord | null
  readonly text: string
}

function placeOf(dataset: Dataset, image: DatasetImage): Pick<Entry, 'source' | 'at' | 'row' | 'text'> {
  const { source, at, row } = keptOf(dataset.extrasOf(image), 'coco')
  const text = typeof row === 'string' ? row : ''
  return {
    source: typeof source === 'string' ? source : null,
    at: numberOf(at) ?? 0,
    row: text === '' ? null : recordOf(JSON.parse(text)),
    text,
  }
}

export async function entriesOf(dataset: Dataset, names: readonly string[]): Promise<Entry[]> {
  const entries: Entry[] = []
  const pause = pauses()
  for (const [index, image] of dataset.images.entries()) {
    const due = pause()
    if (due) await due
    entries.push({ image, name: names[index]!, ...placeOf(dataset, image) })
  }
  return entries
}

/** The document whose frame the images of a part are written in. */
export const sourceOf = (entries: readonly Entry[]): string | null =>
  entries.find((entry) => entry.source !== null)?.source ?? null

type WithId = {
  readonly entry: Entry
  readonly id: number | string
  /** It stood in the document that is written again. */
  readonly isOwn: boolean
}

/** The images of one document in their order there: those of the source first. */
export function withIds(entries: readonly Entry[], source: string | null): WithId[] {
  const ids = new FreeIds({ last: entries.reduce((last, { row }) => Math.max(last, numberOf(row?.id) ?? 0), 0) })
  const isOwn = (entry: Entry): boolean => entry.row !== null && entry.source === source
  const ordered = [...entries.filter(isOwn).sort((a, b) => a.at - b.at), ...entries.filter((entry) => !isOwn(entry))]
  return ordered.map((entry) => ({
    entry,
    id: ids.take(entry.row?.id) ?? ids.takeOr(entry.image.id),
    isOwn: isOwn(entry),
  }))
}

/** Ids that the sources gave, so that files of others who know them go on to fit; else those of the project. */
export function categoryIds(dataset: Dataset): ReadonlyMap<string, number> {
  const ids = new Map<string, number>()
  const given = dataset.sources.flatMap((source) => storedTemplate(source)?.categories ?? [])
  const taken = new Set<number>()
  for (const { id, name } of given) {
    if (ids.has(name) || taken.has(id)) continue
    ids.set(name, id)
    taken.add(id)
  }
  let next = Math.max(0, ...taken)
  for (const { id, name } of dataset.categories) {
    if (ids.has(name)) continue
    const own = taken.has(id) ? ++next : id
    next = Math.max(next, own)
    ids.set(name, own)
    taken.add(own)
  }
  return ids
}
