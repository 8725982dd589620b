/** Random numbers that a seed reproduces on every machine. */
export type Random = {
  /** Uniform in [0, 1). */
  readonly next: () => number
  /** Uniform in [low, high). */
  readonly between: (low: number, high: number) => number
  /** Whole number in [0, count). */
  readonly below: (count: number) => number
  /** Standard normal, by Box and Muller. */
  readonly normal: () => number
  readonly isBelow: (probability: number) => boolean
  /** Where the sequence stands; `randomFrom` goes on from there. */
  readonly state: () => RandomState
}
export type RandomState = readonly [a: number, b: number, c: number, counter: number]

export function seededRandom(seed: number): Random {
  const random = randomFrom([0x9e3779b9 ^ seed, 0x243f6a88 ^ Math.imul(seed, 0x85ebca6b), 0xb7e15162, 1])
  // The first outputs still show the seed.
  for (let round = 0; round < 16; round++) random.next()
  return random
}

/** sfc32 (Chris Doty-Humphrey, PractRand): 128 bits of state, fast in 32-bit arithmetic. */
export function randomFrom([...state]: RandomState): Random {
  let [a, b, c, counter] = state
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return (sum >>> 0) / 4294967296
  }
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    below: (count) => Math.floor(next() * count),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    isBelow: (probability) => next() < probability,
    state: () => [a, b, c, counter],
  }
}

/** A new array in random order (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const result = [...items]
  for (let last = result.length - 1; last > 0; last--) {
    const other = random.below(last + 1)
    const kept = result[last] as T
    result[last] = result[other] as T
    result[other] = kept
  }
  return result
}
