/**
 * How well typed letters fit a text, as "cpb" fits "Copy all boxes of the Previous image": the letters must come in their
 * order; neighbours and starts of words count more. Hangul is compared by its letters, so that "ㄹㅂ" and a syllable that is
 * not finished yet find "라벨".
 */

const neighbourWorth = 8
const wordStartWorth = 6
const letterWorth = 1

/** @returns null when it does not fit; else the higher the better, comparable between texts */
export function fitOf(query: string, text: string): number | null {
  const wanted = lettersOf(query).filter((letter) => letter !== ' ')
  const letters = lettersOf(text)
  // The best worth of the letters so far when the last of them stands at this place.
  let best = letters.map((letter, at) => (letter === wanted[0] ? worthAt(letters, at) : Number.NEGATIVE_INFINITY))
  for (const letter of wanted.slice(1)) best = withNext(letter, letters, best)
  // Of texts that fit alike, the shorter one is meant.
  const fit = wanted.length === 0 ? 0 : Math.max(Number.NEGATIVE_INFINITY, ...best) - letters.length / 1000
  return Number.isFinite(fit) ? fit : null
}

function withNext(wanted: string, letters: readonly string[], before: readonly number[]): number[] {
  let bestBefore = Number.NEGATIVE_INFINITY
  return letters.map((letter, at) => {
    const neighbour = (before[at - 1] ?? Number.NEGATIVE_INFINITY) + neighbourWorth
    const farther = bestBefore + worthAt(letters, at)
    bestBefore = Math.max(bestBefore, before[at] ?? Number.NEGATIVE_INFINITY)
    return letter === wanted ? Math.max(neighbour, farther) : Number.NEGATIVE_INFINITY
  })
}

function worthAt(letters: readonly string[], at: number): number {
  return at === 0 || /[\s/\\_.:()+-]/.test(letters[at - 1]!) ? wordStartWorth : letterWorth
}

/** The consonants that end syllables, in Unicode's order from here on, as those that begin one; clusters stay as they are. */
const firstFinal = 0x11a8
const initials = 'ㄱㄲ ㄴ  ㄷㄹ       ㅁㅂ ㅅㅆㅇㅈㅊㅋㅌㅍㅎ'.normalize('NFKD')

function lettersOf(text: string): string[] {
  return [...text.normalize('NFKD').toLowerCase()].map((letter) => {
    const initial = initials[letter.charCodeAt(0) - firstFinal]
    return initial === undefined || initial === ' ' ? letter : initial
  })
}
