import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pathTextOf, toggledValue, valuesOfField, withPathText, withValues } from '../../shared/filter/editFilter.ts'
import { parseFilter } from '../../shared/filter/parseFilter.ts'
import { printFilter } from '../../shared/filter/printFilter.ts'
import {
  comparisons,
  type FilterTerm,
  numberFields,
  textFields,
  type WordField,
  wordFields,
} from '../../shared/filter/terms.ts'

describe('filter grammar', () => {
  it('reads keys, lists, comparisons, not, quotes and parts of the path', () => {
    const { terms, problems } = parseFilter(
      'class:"traffic light",car state:labelled,verified -split:test count>3 size<=32 2024/day',
    )
    expect(problems).toEqual([])
    expect(terms).toEqual([
      { isNot: false, kind: 'text', field: 'class', values: ['traffic light', 'car'] },
      { isNot: false, kind: 'words', field: 'state', values: ['labelled', 'verified'] },
      { isNot: true, kind: 'words', field: 'split', values: ['test'] },
      { isNot: false, kind: 'number', field: 'count', comparison: '>', value: 3 },
      { isNot: false, kind: 'number', field: 'size', comparison: '<=', value: 32 },
      { isNot: false, kind: 'path', text: '2024/day' },
    ])
  })

  it('takes words in any case and spells them as the list does', () => {
    expect(parseFilter('STATE:VerifiedEmpty').terms).toEqual([
      { isNot: false, kind: 'words', field: 'state', values: ['verifiedEmpty'] },
    ])
  })

  it.each([
    ['colour:red', 'unknown-key'],
    ['state:happy', 'unknown-value'],
    ['state:', 'unknown-value'],
    ['count>many', 'no-number'],
  ])('%s is a problem and not ignored', (text, kind) => {
    const { terms, problems } = parseFilter(`a ${text} b`)
    expect(problems).toMatchObject([{ word: text, at: 2, kind }])
    expect(terms).toHaveLength(2)
  })

  it('an unfinished quote ends with the text', () => {
    expect(parseFilter('"two words').terms).toEqual([{ isNot: false, kind: 'path', text: 'two words' }])
  })

  it('what is printed reads back the same', () => {
    const word = fc.stringMatching(/^[^"]{1,8}$/).filter((text) => text.trim() === text)
    const not = fc.boolean()
    const words = fc.constantFrom(...(Object.keys(wordFields) as WordField[])).chain((field) =>
      fc.record({
        isNot: not,
        kind: fc.constant('words' as const),
        field: fc.constant(field),
        values: fc.subarray([...wordFields[field]] as string[], { minLength: 1 }),
      }),
    )
    const numbers = fc.record({
      isNot: not,
      kind: fc.constant('number' as const),
      field: fc.constantFrom(...numberFields),
      comparison: fc.constantFrom(...comparisons),
      value: fc.integer({ min: -99, max: 999 }),
    })
    const texts = fc.record({
      isNot: not,
      kind: fc.constant('text' as const),
      field: fc.constantFrom(...textFields),
      values: fc.array(word, { minLength: 1, maxLength: 3 }),
    })
    const paths = fc.record({ isNot: not, kind: fc.constant('path' as const), text: word })
    fc.assert(
      fc.property(fc.array(fc.oneof(words, numbers, texts, paths), { maxLength: 5 }), (terms) => {
        expect(parseFilter(printFilter(terms as FilterTerm[]))).toEqual({ terms, problems: [] })
      }),
    )
  })

  it('a chip changes its field in place and leaves the rest', () => {
    expect(valuesOfField('a state:labelled,rejected b', 'state')).toEqual(['labelled', 'rejected'])
    expect(withValues('a state:labelled b', 'state', ['verified'])).toBe('a state:verified b')
    expect(withValues('a state:labelled b', 'state', [])).toBe('a b')
    expect(toggledValue('a state:labelled', 'state', 'verified')).toBe('a state:labelled,verified')
    expect(toggledValue('a state:labelled,verified', 'state', 'labelled')).toBe('a state:verified')
    expect(withValues('', 'class', ['traffic light', 'a:b'])).toBe('class:"traffic light",a:b')
    expect(valuesOfField('-state:labelled', 'state')).toEqual([])
  })

  it('the search field changes the path alone, and nothing that is not understood is lost', () => {
    expect(pathTextOf('night state:labelled 2024/ -rain')).toBe('night 2024/')
    expect(withPathText('night state:labelled -rain', 'day  2025')).toBe('day 2025 state:labelled -rain')
    expect(withPathText('night count>x', 'day')).toBe('day count>x')
    expect(withPathText('', 'size>3')).toBe('"size>3"')
  })
})
