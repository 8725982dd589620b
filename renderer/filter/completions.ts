/** What the word being typed may become: fields, their values, names of classes. */
import { printTerm } from '../../shared/filter/printFilter.ts'
import {
  type NumberField,
  numberFields,
  type TextField,
  textFields,
  type WordField,
  wordFields,
} from '../../shared/filter/terms.ts'

export type FilterField = WordField | NumberField | TextField
export type Completion = {
  /** What takes the place of the typed word. */
  readonly text: string
  readonly field: FilterField
  /** Null while only the field is named. */
  readonly value: string | null
}

/** What the words are called where the user reads; typing finds either. */
export type FilterNames = {
  readonly classes: readonly string[]
  readonly valueName: (value: string) => string
}

const mostShown = 12
export const allFields: readonly FilterField[] = [
  'class',
  'state',
  'split',
  'issue',
  'flag',
  'origin',
  'is',
  'note',
  ...numberFields,
]

export function completionsOf(typed: string, names: FilterNames): readonly Completion[] {
  const isNot = typed.startsWith('-')
  const body = isNot ? typed.slice(1) : typed
  if (body.startsWith('"')) return []
  const keyed = /^(\w+)([:=])(.*)$/s.exec(body)
  const found = keyed ? valuesAfterKey(keyed[1]!.toLowerCase(), keyed[3]!, names) : wordsBeginning(body, names)
  return found
    .slice(0, mostShown)
    .map((completion) => ({ ...completion, text: isNot ? `-${completion.text}` : completion.text }))
}

/** True when the completion is a whole word and not only the start of one. */
export const isWhole = ({ value }: Completion): boolean => value !== null

function wordsBeginning(body: string, names: FilterNames): Completion[] {
  const start = fold(body)
  const fields = allFields
    .filter((field) => field.startsWith(start))
    .map((field): Completion => ({ field, value: null, text: `${field}${isNumber(field) ? '>' : ':'}` }))
  if (start === '') return fields
  const values = (Object.keys(wordFields) as WordField[]).flatMap((field) =>
    wordFields[field].filter((value) => isNamed(value, start, names)).map((value) => wordOf(field, [], value)),
  )
  return [...fields, ...values, ...classesHolding(start, [], names)]
}

/** After `state:` its values; after `state:labelled,` the others. */
function valuesAfterKey(field: string, rest: string, names: FilterNames): Completion[] {
  const typed = rest.match(/(?:"[^"]*"?|[^,"])+/g) ?? []
  const isLastOpen = !rest.endsWith(',')
  const done = (isLastOpen ? typed.slice(0, -1) : typed).map(bare)
  const start = fold(bare(isLastOpen ? (typed.at(-1) ?? '') : ''))
  if (field === 'class') return classesHolding(start, done, names)
  if (!(field in wordFields)) return []
  const ofWords = field as WordField
  return wordFields[ofWords]
    .filter((value) => !done.includes(value) && isNamed(value, start, names))
    .map((value) => wordOf(ofWords, done, value))
}

function classesHolding(start: string, done: readonly string[], { classes }: FilterNames): Completion[] {
  return classes
    .filter((name) => !done.includes(name) && fold(name).includes(start))
    .map((name) => wordOf('class', done, name))
}

function wordOf(field: WordField | TextField, done: readonly string[], value: string): Completion {
  const values = [...done, value]
  const text = isText(field)
    ? printTerm({ isNot: false, kind: 'text', field, values })
    : printTerm({ isNot: false, kind: 'words', field, values })
  return { field, value, text }
}

function isNamed(value: string, start: string, { valueName }: FilterNames): boolean {
  const name = fold(valueName(value))
  return [value, name, ...name.split(' ')].some((text) => fold(text).startsWith(start))
}

const isNumber = (field: FilterField): field is NumberField => (numberFields as readonly string[]).includes(field)
const isText = (field: FilterField): field is TextField => (textFields as readonly string[]).includes(field)
const bare = (text: string): string => text.replaceAll('"', '').trim()
const fold = (text: string): string => text.normalize('NFC').toLowerCase()
