/**
 * Finds pictures that are nearly the same: frames of one video, bursts, copies saved anew. Each picture has a perceptual
 * hash of 64 bits (main/engine/images/likeness.ts); two are near when few bits differ and their mean colours agree, since
 * plain pictures of any colour share a hash.
 *
 * Hashes are filed under each of their four 16-bit quarters: of seven differing bits one quarter has at most one, so looking
 * up each quarter and its sixteen neighbours finds every pair without comparing all with all.
 */
export type Likeness = {
  readonly imageId: number
  /** 64 bits as 16 hexadecimal digits. */
  readonly hash: string
  /** Mean red, green and blue, 0..255. */
  readonly color: readonly [number, number, number]
}

/** Unlike pictures differ in about 32 bits, one saved anew in another quality or size in 0 to 4. */
export const mostDifferingBits = 6
/** Saving a picture anew moves the mean of a channel by less than 2 levels. */
const mostColorDifference = 8

/** Pairs are found by slices of so many images, so that a caller may do other work in between. */
const sliceSize = 2000

/** Pairs of ids, slice by slice. Of exact copies each is paired with the first of them alone. */
export function* nearCopyPairs(pictures: readonly Likeness[]): Generator<readonly (readonly [number, number])[]> {
  const { distinct, copies } = withoutExactCopies(pictures)
  yield copies
  const hashes = distinct.map(({ hash }) => wordsOf(hash))
  const index = [0, 1, 2, 3].map((quarter) => fileByQuarter(hashes, quarter))
  for (let start = 0; start < distinct.length; start += sliceSize) {
    const pairs: [number, number][] = []
    for (let at = start; at < Math.min(start + sliceSize, distinct.length); at++) {
      for (const other of candidatesFor(at, hashes, index)) {
        if (isNear(distinct[at]!, distinct[other]!, hashes[at]!, hashes[other]!)) {
          pairs.push([distinct[other]!.imageId, distinct[at]!.imageId])
        }
      }
    }
    yield pairs
  }
}

/** Blank pages may come by the thousand: without this their pairs alone would fill the memory. */
function withoutExactCopies(pictures: readonly Likeness[]) {
  const firstOf = new Map<string, Likeness>()
  const copies: [number, number][] = []
  for (const picture of pictures) {
    const key = `${picture.hash} ${picture.color.join(' ')}`
    const first = firstOf.get(key)
    if (first) copies.push([first.imageId, picture.imageId])
    else firstOf.set(key, picture)
  }
  return { distinct: [...firstOf.values()], copies }
}

type Words = readonly [high: number, low: number]
const wordsOf = (hash: string): Words => [Number.parseInt(hash.slice(0, 8), 16), Number.parseInt(hash.slice(8), 16)]

const quarterOf = (words: Words, quarter: number): number =>
  (words[quarter >> 1]! >>> ((quarter & 1) === 0 ? 16 : 0)) & 0xffff

/** Chains of the pictures with the same quarter: `first` by its value, `next` by picture; -1 ends a chain. */
type Chains = { readonly first: Int32Array; readonly next: Int32Array }

function fileByQuarter(hashes: readonly Words[], quarter: number): Chains {
  const first = new Int32Array(1 << 16).fill(-1)
  const next = new Int32Array(hashes.length).fill(-1)
  // From the last to the first, so that chains rise and a search may stop at the picture itself.
  for (let at = hashes.length - 1; at >= 0; at--) {
    const value = quarterOf(hashes[at]!, quarter)
    next[at] = first[value]!
    first[value] = at
  }
  return { first, next }
}

/** Earlier pictures of which a quarter differs in one bit at most. */
function candidatesFor(at: number, hashes: readonly Words[], index: readonly Chains[]): Set<number> {
  const found = new Set<number>()
  for (const [quarter, { first, next }] of index.entries()) {
    const value = quarterOf(hashes[at]!, quarter)
    for (let bit = -1; bit < 16; bit++) {
      const neighbour = bit < 0 ? value : value ^ (1 << bit)
      for (let other = first[neighbour]!; other >= 0 && other < at; other = next[other]!) found.add(other)
    }
  }
  return found
}

function isNear(a: Likeness, b: Likeness, wordsA: Words, wordsB: Words): boolean {
  const differing = bitsIn(wordsA[0] ^ wordsB[0]) + bitsIn(wordsA[1] ^ wordsB[1])
  return (
    differing <= mostDifferingBits &&
    a.color.every((value, channel) => Math.abs(value - b.color[channel]!) <= mostColorDifference)
  )
}

/** Number of ones in 32 bits, summed in parallel (Warren, "Hacker's Delight", 2013, chapter 5). */
function bitsIn(word: number): number {
  let sum = word - ((word >>> 1) & 0x55555555)
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333)
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
