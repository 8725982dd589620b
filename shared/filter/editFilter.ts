/** Changes of a filter's text by controls: chips and lists change one term and leave what was typed beside it. */
import { parseFilter } from './parseFilter.ts'
import { printFilter } from './printFilter.ts'
import type { FilterTerm, NumberField, TextField, WordField } from './terms.ts'

/** The values a field is asked for, as in `state:labelled,verified`; empty when the filter does not name the field. */
export function valuesOfField(filter: string, field: WordField | TextField): readonly string[] {
  const term = parseFilter(filter).terms.find((candidate) => isOfField(candidate, field))
  return term && 'values' in term ? term.values : []
}

/** The filter with these values of a field instead of others; none takes the field out. */
export function withValues(filter: string, field: WordField | TextField, values: readonly string[]): string {
  const [text] = values.length > 0 ? [`${field}:${values.map(quoted).join(',')}`] : []
  return replaceTerm(filter, (term) => isOfField(term, field), text === undefined ? [] : parseFilter(text).terms)
}

export function toggledValue(filter: string, field: WordField | TextField, value: string): string {
  const values = valuesOfField(filter, field)
  return withValues(
    filter,
    field,
    values.includes(value) ? values.filter((other) => other !== value) : [...values, value],
  )
}

/** The filter with a field between two numbers, the lower one included; null leaves that side open. */
export function withRange(filter: string, field: NumberField, from: number | null, to: number | null): string {
  const term = (comparison: '>=' | '<', value: number | null): FilterTerm[] =>
    value === null ? [] : [{ isNot: false, kind: 'number', field, comparison, value }]
  const isOfNumber = (other: FilterTerm) => other.kind === 'number' && other.field === field && !other.isNot
  return replaceTerm(filter, isOfNumber, [...term('>=', from), ...term('<', to)])
}

/** What the filter looks for in paths. */
export function pathTextOf(filter: string): string {
  return parseFilter(filter)
    .terms.filter(isPathTerm)
    .map((term) => term.text)
    .join(' ')
}

/** The filter with this part of a path; blanks separate parts that must all be there. */
export function withPathText(filter: string, typed: string): string {
  const terms = typed
    .split(/\s+/)
    .filter((text) => text !== '')
    .map((text): FilterTerm => ({ isNot: false, kind: 'path', text }))
  return replaceTerm(filter, isPathTerm, terms)
}

/** Words that are not understood are kept as they were typed, at the end. */
function replaceTerm(
  filter: string,
  isReplaced: (term: FilterTerm) => boolean,
  replacement: readonly FilterTerm[],
): string {
  const { terms, problems } = parseFilter(filter)
  const at = terms.findIndex(isReplaced)
  const others = terms.filter((term) => !isReplaced(term))
  const place = at < 0 ? others.length : at
  const changed = printFilter([...others.slice(0, place), ...replacement, ...others.slice(place)])
  return [changed, ...problems.map(({ word }) => word)].filter((part) => part !== '').join(' ')
}

function isOfField(term: FilterTerm, field: WordField | TextField): boolean {
  return !term.isNot && (term.kind === 'words' || term.kind === 'text') && term.field === field
}

function isPathTerm(term: FilterTerm): term is FilterTerm & { readonly kind: 'path' } {
  return term.kind === 'path' && !term.isNot
}

const quoted = (value: string): string => `"${value.replaceAll('"', '')}"`
