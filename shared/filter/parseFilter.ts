/**
 * The grammar: words separated by blanks. `key:value`, `key:a,b` (one of them), `count>3`, `size<=32`, `-key:value` (not), a word
 * without a key is part of the path, "quotes" hold blanks together: `class:"traffic light" state:labelled -split:test 2024/`.
 */
import {
  type Comparison,
  type FilterTerm,
  type NumberField,
  numberFields,
  type TextField,
  textFields,
  type WordField,
  wordFields,
} from './terms.ts'

export type FilterProblem = {
  readonly word: string
  /** Where the word begins in the text, counted from 0. */
  readonly at: number
  readonly kind: 'unknown-key' | 'unknown-value' | 'no-number'
  readonly allowed: readonly string[]
}
export type ParsedFilter = { readonly terms: readonly FilterTerm[]; readonly problems: readonly FilterProblem[] }

const keyedWord = /^(\w+)(:|<=|>=|<|>|=)(.*)$/s

export function parseFilter(text: string): ParsedFilter {
  const terms: FilterTerm[] = []
  const problems: FilterProblem[] = []
  for (const { word, at } of wordsOf(text)) {
    const result = parseWord(word)
    if ('problem' in result) problems.push({ ...result.problem, at })
    else terms.push(result.term)
  }
  return { terms, problems }
}

/** Splits at blanks outside quotes; the quotes stay, since they also protect signs. */
export function wordsOf(text: string): { readonly word: string; readonly at: number }[] {
  return [...text.matchAll(/(?:"[^"]*"?|[^\s"])+/g)].map((match) => ({ word: match[0], at: match.index }))
}

type Result = { readonly term: FilterTerm } | { readonly problem: Omit<FilterProblem, 'at'> }

function parseWord(word: string): Result {
  const isNot = word.startsWith('-') && word.length > 1
  const body = isNot ? word.slice(1) : word
  const [, key, sign, rest] = keyedWord.exec(body) ?? []
  if (key === undefined || body.startsWith('"')) return { term: { isNot, kind: 'path', text: unquoted(body) } }
  const field = key.toLowerCase()
  if (field in wordFields) return parseWords(word, field as WordField, rest!, isNot)
  if (isOneOf(field, numberFields)) return parseNumber(word, field, sign!, rest!, isNot)
  if (isOneOf(field, textFields)) return { term: { isNot, kind: 'text', field, values: valuesOf(rest!) } }
  return {
    problem: { word, kind: 'unknown-key', allowed: [...Object.keys(wordFields), ...numberFields, ...textFields] },
  }
}

function parseWords(word: string, field: WordField, rest: string, isNot: boolean): Result {
  const allowed: readonly string[] = wordFields[field]
  const values = valuesOf(rest).map(
    (value) => allowed.find((choice) => choice.toLowerCase() === value.toLowerCase()) ?? null,
  )
  if (values.length === 0 || values.includes(null)) return { problem: { word, kind: 'unknown-value', allowed } }
  return { term: { isNot, kind: 'words', field, values: values as string[] } }
}

function parseNumber(word: string, field: NumberField, sign: string, rest: string, isNot: boolean): Result {
  const value = Number(rest)
  if (rest.trim() === '' || !Number.isFinite(value)) return { problem: { word, kind: 'no-number', allowed: [] } }
  const comparison = sign === ':' ? '=' : (sign as Comparison)
  return { term: { isNot, kind: 'number', field, comparison, value } }
}

/** Commas outside quotes separate. */
function valuesOf(text: string): string[] {
  const values = text.match(/(?:"[^"]*"?|[^,"])+/g) ?? []
  return values.map(unquoted).filter((value) => value !== '')
}

const unquoted = (text: string): string => text.replaceAll('"', '')

function isOneOf<Field extends TextField | NumberField>(field: string, fields: readonly Field[]): field is Field {
  return (fields as readonly string[]).includes(field)
}
