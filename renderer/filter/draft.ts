/** A filter while it is being written: whole words, shown as chips, and one word being typed somewhere among them. */
import { wordsOf } from '../../shared/filter/parseFilter.ts'

export type Draft = {
  readonly words: readonly string[]
  /** The word in the text field. */
  readonly typed: string
  /** How many of the words come before it. */
  readonly place: number
}

export function draftOf(text: string): Draft {
  return inserted({ words: [], typed: '', place: 0 }, wordsIn(text))
}

export function textOf({ words, typed, place }: Draft): string {
  return [...words.slice(0, place), typed.trim(), ...words.slice(place)].filter((word) => word !== '').join(' ')
}

/** What stands in the text field now. A blank outside quotes ends a word, also in the midst of pasted text. */
export function withTyped(draft: Draft, typed: string): Draft {
  const words = wordsIn(typed)
  const isLastOpen = !/\s$/.test(typed) || (typed.match(/"/g)?.length ?? 0) % 2 === 1
  const whole = isLastOpen ? words.slice(0, -1) : words
  const open = isLastOpen && words.length > 0 ? typed.slice(typed.lastIndexOf(words.at(-1)!)) : ''
  return { ...inserted(draft, whole), typed: open }
}

/** The typed word becomes a chip. */
export function withWordEnded(draft: Draft): Draft {
  return { ...inserted(draft, wordsIn(draft.typed)), typed: '' }
}

/** A chip goes back into the text field, where it stood. */
export function withWordOpened(draft: Draft, index: number): Draft {
  const { words } = withWordEnded(draft)
  const at = index < draft.place ? index : index + (words.length - draft.words.length)
  return { words: words.filter((_, other) => other !== at), typed: words[at]!, place: at }
}

export function withoutWord(draft: Draft, index: number): Draft {
  return {
    ...draft,
    words: draft.words.filter((_, other) => other !== index),
    place: index < draft.place ? draft.place - 1 : draft.place,
  }
}

/** The text field moves to the end, as after leaving it. */
export function settled(draft: Draft): Draft {
  const { words } = withWordEnded(draft)
  return { words, typed: '', place: words.length }
}

/** A word that is there already says nothing new. */
function inserted(draft: Draft, wanted: readonly string[]): Draft {
  const { words, place } = draft
  const added = [...new Set(wanted)].filter((word) => !words.includes(word))
  return {
    ...draft,
    words: [...words.slice(0, place), ...added, ...words.slice(place)],
    place: place + added.length,
  }
}

const wordsIn = (text: string): string[] => wordsOf(text).map(({ word }) => word)
