import { describe, expect, it } from 'vitest'
import {
  draftOf,
  settled,
  textOf,
  withoutWord,
  withTyped,
  withWordEnded,
  withWordOpened,
} from '../../../renderer/filter/draft.ts'

describe('a filter being written', () => {
  it('has a chip for each word, quotes holding blanks together', () => {
    expect(draftOf('class:"traffic light" 2024/').words).toEqual(['class:"traffic light"', '2024/'])
  })

  it('a blank ends the word, but not within quotes', () => {
    expect(withTyped(draftOf('a'), 'state:labelled ')).toEqual({ words: ['a', 'state:labelled'], typed: '', place: 2 })
    expect(withTyped(draftOf(''), 'class:"traffic ')).toMatchObject({ words: [], typed: 'class:"traffic ' })
  })

  it('pasted words become chips, the last one stays open', () => {
    expect(withTyped(draftOf('a'), 'b count>3 c')).toEqual({ words: ['a', 'b', 'count>3'], typed: 'c', place: 3 })
  })

  it('a chip goes back into the text where it stood, and the word typed meanwhile is kept', () => {
    const typing = withTyped(draftOf('a b c'), 'd')
    const opened = withWordOpened(typing, 1)
    expect(opened).toEqual({ words: ['a', 'c', 'd'], typed: 'b', place: 1 })
    expect(textOf(opened)).toBe('a b c d')
    const before = withWordOpened(withTyped(withWordOpened(draftOf('a b c'), 0), 'x'), 1)
    expect(before).toEqual({ words: ['x', 'b'], typed: 'c', place: 2 })
  })

  it('a removed chip leaves the others and the typed word', () => {
    expect(textOf(withoutWord(withTyped(draftOf('a b'), 'c'), 0))).toBe('b c')
  })

  it('what is left is a chip, and typing goes on at the end', () => {
    expect(settled({ words: ['a', 'c'], typed: 'b', place: 1 })).toEqual({
      words: ['a', 'b', 'c'],
      typed: '',
      place: 3,
    })
    expect(withWordEnded(withTyped(draftOf('a'), 'a'))).toEqual({ words: ['a'], typed: '', place: 1 })
  })
})
