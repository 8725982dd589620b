/**
 * What the engine says, in the language of the window. The engine speaks English only, to the command line as to the window;
 * resources/locales/ko/engine.json holds the Korean of every such text. Its keys are the English: {{name}} stands for a value,
 * {{nameText}} for one that may be a text of the engine itself, [box|boxes] for either word. What has no Korean, such as the
 * words of the operating system, stays as it is.
 */
import i18next from 'i18next'
import engineKo from '../resources/locales/ko/engine.json'

/** The text in the present language; every line of it is a text of its own. */
export function engineText(text: string): string {
  const templates = templatesOf[i18next.language]
  if (!templates) return text
  return text
    .split('\n')
    .map((line) => readingOf(line, templates).text)
    .join('\n')
}

/** How a line was understood. */
export type Reading = {
  readonly text: string
  /** The English templates that it is made of, the outer one first; none for an unknown line. */
  readonly templates: readonly string[]
  /** What was taken over as it is. */
  readonly values: readonly string[]
}

/** Of several templates that match, the one that leaves the least as it is. */
export function readingOf(line: string, templates: Templates = korean): Reading {
  let best: Reading = { text: line, templates: [], values: [line] }
  for (const template of candidatesFor(line, templates)) {
    const match = template.pattern.exec(line)
    if (!match) continue
    const reading = filled(template, match.groups ?? {}, templates)
    if (best.templates.length === 0 || lengthOf(reading.values) < lengthOf(best.values)) best = reading
  }
  return best
}

function filled(template: Template, groups: Readonly<Record<string, string>>, templates: Templates): Reading {
  const parts = new Map<string, Reading>()
  for (const [name, value] of Object.entries(groups)) {
    const isText = name.endsWith('Text')
    parts.set(name, isText ? readingOf(value, templates) : { text: value, templates: [], values: [value] })
  }
  return {
    text: template.translation.replace(/{{(\w+)}}/g, (_, name: string) => parts.get(name)?.text ?? ''),
    templates: [template.english, ...[...parts.values()].flatMap((part) => part.templates)],
    values: [...parts.values()].flatMap((part) => part.values),
  }
}

const lengthOf = (values: readonly string[]): number => values.reduce((sum, { length }) => sum + length, 0)

type Template = { readonly english: string; readonly pattern: RegExp; readonly translation: string }

type Templates = {
  /** Those that begin with a word, by that word: an import may report a hundred thousand lines. */
  readonly byFirstWord: ReadonlyMap<string, readonly Template[]>
  readonly others: readonly Template[]
}

function* candidatesFor(line: string, { byFirstWord, others }: Templates): Generator<Template> {
  yield* byFirstWord.get(line.split(' ', 1)[0]!) ?? []
  yield* others
}

function compiled(texts: Readonly<Record<string, string>>): Templates {
  const byFirstWord = new Map<string, Template[]>()
  const others: Template[] = []
  for (const [english, translation] of Object.entries(texts)) {
    const template = { english, translation, pattern: patternOf(english) }
    const word = /^[^ {[]+(?= |$)/.exec(english)?.[0]
    if (word === undefined) others.push(template)
    else byFirstWord.set(word, [...(byFirstWord.get(word) ?? []), template])
  }
  return { byFirstWord, others }
}

/** A value, or a choice of words. */
const blank = /({{\w+}}|\[[^\]]*\])/

function patternOf(english: string): RegExp {
  const parts = english.split(blank).map((part) => {
    if (part.startsWith('{{')) return `(?<${part.slice(2, -2)}>.*?)`
    return part.startsWith('[') ? `(?:${part.slice(1, -1)})` : part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('')}$`)
}

const korean = compiled(engineKo)
const templatesOf: Readonly<Record<string, Templates>> = { ko: korean }
