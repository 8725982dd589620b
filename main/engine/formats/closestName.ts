/** For a name that is not there: the one that was probably meant. */
import { foldName } from './imagePath.ts'

/** `names` is asked for at the first question only, as most imports have none. */
export function closestNameFinder(names: () => readonly string[]): (name: string) => string | null {
  let index: NameIndex | null = null
  return (name) => {
    index ??= indexNames(names())
    return index.bySkeleton.get(skeletonOf(name)) ?? neighbourOf(foldName(name), index.sorted)
  }
}

type NameIndex = { readonly bySkeleton: ReadonlyMap<string, string>; readonly sorted: readonly string[] }

function indexNames(names: readonly string[]): NameIndex {
  return { bySkeleton: new Map(names.map((name) => [skeletonOf(name), name])), sorted: names.map(foldName).sort() }
}

/** Letters and numbers alone: `IMG_0007 (1)` and `img-7-1` differ only in padding and punctuation. */
function skeletonOf(name: string): string {
  return (foldName(name).match(/\p{L}+|\p{N}+/gu) ?? []).map((part) => part.replace(/^0+(?=.)/, '')).join(' ')
}

/** The alphabetical neighbour that shares the longest beginning, if that is at least half of the name. */
function neighbourOf(name: string, sorted: readonly string[]): string | null {
  const after = firstNotBefore(name, sorted)
  const [best] = [sorted[after - 1], sorted[after]]
    .filter((neighbour) => neighbour !== undefined)
    .map((neighbour) => ({ neighbour, shared: sharedBeginning(name, neighbour) }))
    .sort((a, b) => b.shared - a.shared)
  return best && best.shared * 2 >= name.length ? best.neighbour : null
}

function firstNotBefore(name: string, sorted: readonly string[]): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < name) low = middle + 1
    else high = middle
  }
  return low
}

function sharedBeginning(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}
