/** Words of a filter as the user reads them. */
import type { TFunction } from 'i18next'
import { type FilterProblem, parseFilter } from '../../shared/filter/parseFilter.ts'
import type { FilterTerm, WordField, wordFields } from '../../shared/filter/terms.ts'

type WordValue = (typeof wordFields)[WordField][number]

export const valueName = (t: TFunction, value: string): string => t(`filter.value.${value as WordValue}`)

/** One word on its chip; what is not understood stays as it was typed. */
export function wordName(t: TFunction, word: string): string {
  const [term] = parseFilter(word).terms
  if (!term) return word
  const text = termName(t, term)
  return term.isNot ? t('filter.not', { text }) : text
}

function termName(t: TFunction, term: FilterTerm): string {
  switch (term.kind) {
    case 'path':
      return term.text
    case 'number':
      return `${t(`filter.field.${term.field}`)} ${term.comparison} ${term.value}`
    case 'text':
      return `${t(`filter.field.${term.field}`)}: ${term.values.join(', ')}`
    case 'words':
      return `${t(`filter.field.${term.field}`)}: ${term.values.map((value) => valueName(t, value)).join(', ')}`
  }
}

/** What is wrong with the first word that is not understood, which word it is, and what is possible instead. */
export function problemText(t: TFunction, text: string): string | null {
  const { problems } = parseFilter(text)
  const [problem] = problems
  if (!problem) return null
  return t(`filter.problem.${problem.kind}`, {
    word: problem.word,
    place: placeOf(text, problem),
    allowed: problem.allowed.join(', '),
  })
}

const placeOf = (text: string, { at }: FilterProblem): number => parseFilter(text.slice(0, at)).terms.length + 1
