/** Filters back as text: what the parser reads from it is the same filter. Chips change terms, this makes the text of them. */
import type { FilterTerm } from './terms.ts'

export function printFilter(terms: readonly FilterTerm[]): string {
  return terms.map(printTerm).join(' ')
}

export function printTerm(term: FilterTerm): string {
  const not = term.isNot ? '-' : ''
  switch (term.kind) {
    case 'path':
      return `${not}${needsQuotes(term.text) || /^\w+(:|[<>]=?|=)/.test(term.text) || term.text.startsWith('-') ? `"${term.text}"` : term.text}`
    case 'number':
      return `${not}${term.field}${term.comparison === '=' ? ':' : term.comparison}${term.value}`
    case 'words':
    case 'text':
      return `${not}${term.field}:${term.values.map((value) => (needsQuotes(value) ? `"${value}"` : value)).join(',')}`
  }
}

function needsQuotes(text: string): boolean {
  return /[\s,]/.test(text) || text === ''
}
