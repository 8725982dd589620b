/**
 * The English texts that the engine may hand to the window, read out of its sources: every message of an error, every
 * reason in a report, with its variants. A value that is only known when the program runs is written as ⟦its source⟧.
 */
import { dirname } from 'node:path'
import {
  childrenOf,
  type Declaration,
  lineOf,
  literalValue,
  meaningsOf,
  type Node,
  readSources,
  type Source,
} from './sourceTree.ts'

export type EngineText = { readonly place: string; readonly text: string }

/** A place in a source, and what the parameters of the function around it stand for, if it was called from a known place. */
type Scope = { readonly source: Source; readonly given: ReadonlyMap<string, string[]>; readonly depth: number }

/** Which argument is shown to the user. */
const shownArguments: Readonly<Record<string, number>> = {
  BoxwrightError: 1,
  problemAt: 2,
  problemItem: 2,
  BrokenFile: 0,
  notDetected: 0,
  onState: 1,
  refusal: 1,
}
/** Functions whose result is shown to the user. */
const shownResults = ['explainBrokenImage', 'parse']
/** Only in these folders a plain error is about a user's file, and shown as a reason; elsewhere it is a fault of the program. */
const aboutFiles = /^main\/engine\/(formats|images)\//
/** Not for the window: the command line speaks English, and these report faults of the window itself. */
const notShown = /^main\/engine\/(commands|cli\.ts|score)|^main\/bridge\.ts|^main\/engine\/formats\/problem\.ts/
/** Parameters and properties of these names hold text; others hold values. */
const textParameters = new Set(['message', 'reason', 'problem', 'why'])
const textProperties = new Set(['message', 'broken', 'none', 'leftOutBecause'])
const deepest = 12

const sources = readSources(['main', 'shared', 'renderer'])
const callsOf = new Map<string, { source: Source; node: Node }[]>()
const propertiesNamed = new Map<string, { source: Source; value: Node }[]>()
for (const source of sources.values()) {
  for (const node of source.nodes) {
    if (isCall(node) && node.callee.type === 'Identifier') push(callsOf, node.callee.name, { source, node })
    if (node.type !== 'ObjectExpression') continue
    for (const each of node.properties) {
      if (each.type === 'Property' && each.key.type === 'Identifier') {
        push(propertiesNamed, each.key.name, { source, value: each.value })
      }
    }
  }
}

export function engineTexts(): readonly EngineText[] {
  const found = [...sources.values()].filter(({ path }) => !notShown.test(path)).flatMap(textsOfSource)
  return [...new Map(found.reverse().map((each) => [each.text, each])).values()].reverse()
}

function textsOfSource(source: Source): EngineText[] {
  const scope: Scope = { source, given: new Map(), depth: 0 }
  return source.nodes.flatMap((node) => {
    const shown = shownIn(node, source)
    const texts = shown.flatMap((expression) => variantsOf(expression, scope))
    const inWords = texts.filter((text) => /[a-z]/i.test(text.replace(/⟦[^⟧]*⟧/g, '')))
    return [...new Set(inWords)].map((text) => ({ place: `${source.path}:${lineOf(source, node)}`, text }))
  })
}

function shownIn(node: Node, { path }: Source): Node[] {
  if (isCall(node) && node.callee.type !== 'Super') {
    const { name } = node.callee.property ?? node.callee
    if (node.type === 'NewExpression' && name === 'Error' && aboutFiles.test(path)) return node.arguments.slice(0, 1)
    const index = shownArguments[name]
    return index === undefined ? [] : node.arguments.slice(index, index + 1)
  }
  if (node.type === 'CallExpression' && node.callee.type === 'Super') return node.arguments.slice(0, 1)
  if (node.type === 'ObjectExpression') return errorTexts(node)
  if (node.type === 'FunctionDeclaration' && shownResults.includes(node.id.name)) return returnsOf(node)
  return []
}

/** `{ code: 'engine-gone', message, details: {} }` */
function errorTexts({ properties }: Node): Node[] {
  const [code, details, message] = ['code', 'details', 'message'].map((name) =>
    properties.find((each) => each.key?.name === name),
  )
  return code && details && message ? [message.value] : []
}

/** All that a text may say: its usual form first, then every other form of each of its parts. */
function variantsOf(node: Node, scope: Scope): string[] {
  if (scope.depth > deepest) return unknown(node, scope)
  const deeper = { ...scope, depth: scope.depth + 1 }
  const of = (inner: Node) => variantsOf(inner, deeper)
  switch (node.type) {
    case 'Literal':
      return literalValue(node) === null ? [] : [String(literalValue(node))]
    case 'TemplateLiteral': {
      const parts = node.quasis.flatMap((quasi, index) => {
        const blank = node.expressions[index]
        return blank ? [[wordsOf(quasi)], of(blank)] : [[wordsOf(quasi)]]
      })
      return joined(parts)
    }
    case 'BinaryExpression':
      return node.operator === '+' && [node.left, node.right].some(isWords)
        ? joined([of(node.left), of(node.right)])
        : unknown(node, scope)
    case 'ConditionalExpression':
      return [...of(node.consequent), ...of(node.alternate)]
    case 'LogicalExpression':
      return [...of(node.left), ...of(node.right)].filter((text) => text !== '')
    case 'AwaitExpression':
      return of(node.argument)
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'ParenthesizedExpression':
      return of(node.expression)
    case 'Identifier':
      return variantsOfName(node, deeper)
    case 'MemberExpression':
      return variantsOfMember(node, deeper)
    case 'CallExpression':
      return variantsOfCall(node, deeper)
    default:
      return unknown(node, scope)
  }
}

const isWords = (node: Node) =>
  node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof literalValue(node) === 'string')

/** The fixed part of a template between two values. */
const wordsOf = ({ value }: Node): string => (value as unknown as { readonly cooked: string }).cooked

const unknown = (node: Node, { source }: Scope): string[] => [
  `⟦${source.text.slice(node.start, node.end).replace(/[^\w.]/g, '')}⟧`,
]

/** One part varies at a time: their product would say nothing new. */
function joined(parts: readonly (readonly string[])[]): string[] {
  const usual = parts.map((variants) => variants[0] ?? '')
  const others = parts.flatMap((variants, index) =>
    variants.slice(1).map((variant) => usual.with(index, variant).join('')),
  )
  return [usual.join(''), ...others]
}

function variantsOfName(node: Node, scope: Scope): string[] {
  const given = scope.given.get(node.name)
  if (given) return given
  const texts = meaningsOf(scope.source, node.name, node.start).flatMap((meaning) =>
    variantsOfMeaning(meaning, node, scope),
  )
  return texts.length > 0 ? [...new Set(texts)] : unknown(node, scope)
}

function variantsOfMeaning(meaning: Declaration, node: Node, scope: Scope): string[] {
  if (meaning.kind === 'value' || meaning.kind === 'assigned') {
    const { init } = meaning
    // What a name holds until it is given a text.
    if (init.type === 'Literal' && !literalValue(init)) return []
    return isText(init, scope.source.text) ? variantsOf(init, scope) : unknown(node, scope)
  }
  if (meaning.kind === 'property') return textProperties.has(meaning.key) ? textsNamed(meaning.key, scope) : []
  if (meaning.kind === 'import') {
    const source = sources.get(meaning.file)
    const [there] = source?.declarations.get(meaning.imported) ?? []
    if (!source || there?.kind !== 'value' || !isText(there.init, source.text)) return []
    return variantsOf(there.init, { source, given: new Map(), depth: scope.depth })
  }
  return textParameters.has(node.name) ? textsPassed(meaning, scope) : []
}

/** What the callers of the function of a parameter hand over. */
function textsPassed({ owner, index }: Extract<Declaration, { kind: 'parameter' }>, scope: Scope): string[] {
  const name = nameOf(owner, scope.source)
  if (name === null) return []
  const calls = (callsOf.get(name) ?? []).filter(
    ({ source }) =>
      source === scope.source ||
      source.declarations.get(name)?.some((each) => each.kind === 'import' && each.file === scope.source.path),
  )
  return calls.flatMap(({ source, node }) => {
    const argument = node.arguments[index]
    return argument ? variantsOf(argument, { source, given: new Map(), depth: scope.depth }) : []
  })
}

/** Values of all properties of that name near by: `message` is a word of every file, the others are words of a folder. */
function textsNamed(key: string, { source, depth }: Scope): string[] {
  const near = key === 'message' ? filesOf(source) : null
  return (propertiesNamed.get(key) ?? [])
    .filter((property) => near?.has(property.source.path) ?? dirname(property.source.path) === dirname(source.path))
    .filter((property) => isMade(property) || isText(property.value, property.source.text))
    .flatMap((property) => variantsOf(property.value, { source: property.source, given: new Map(), depth }))
}

/** `{ message }` of a message that was put together before. */
function isMade({ source, value }: { readonly source: Source; readonly value: Node }): boolean {
  if (value.type !== 'Identifier') return false
  return meaningsOf(source, value.name, value.start).some(({ kind }) => kind === 'value')
}

/** The same of properties that are functions. */
function textsMade(key: string, { source, depth }: Scope): string[] {
  return (propertiesNamed.get(key) ?? [])
    .filter((property) => property.source === source && property.value.type === 'ArrowFunctionExpression')
    .flatMap(({ value }) => returnsOf(value).flatMap((text) => variantsOf(text, { source, given: new Map(), depth })))
}

/** A file and those that it takes something from. */
function filesOf(source: Source): Set<string> {
  const imported = [...source.declarations.values()]
    .flat()
    .flatMap((each) => (each.kind === 'import' ? [each.file] : []))
  return new Set([source.path, ...imported])
}

function variantsOfMember(node: Node, scope: Scope): string[] {
  const table = tableOf(node.object, scope)
  const key = node.computed ? null : node.property.name
  if (table) {
    const wanted = table.node.properties.filter((each) => key === null || each.key.name === key)
    const inTable = { ...scope, source: table.source, given: new Map() }
    return wanted.length > 0 ? wanted.flatMap((each) => variantsOf(each.value, inTable)) : unknown(node, scope)
  }
  const isOfLibrary = /^\(?error\b/.test(scope.source.text.slice(node.object.start, node.object.end))
  const texts = key !== null && textProperties.has(key) && !isOfLibrary ? textsNamed(key, scope) : []
  return texts.length > 0 ? [...new Set(texts)] : unknown(node, scope)
}

/** The object literal that a name stands for. */
function tableOf(node: Node, { source }: Scope): { node: Node; source: Source } | null {
  if (node.type !== 'Identifier') return null
  const [meaning] = meaningsOf(source, node.name, node.start)
  const there = meaning?.kind === 'import' ? sources.get(meaning.file) : source
  const value = meaning?.kind === 'import' ? there?.declarations.get(meaning.imported)?.[0] : meaning
  if (!there || value?.kind !== 'value') return null
  const init = bare(value.init)
  return init.type === 'ObjectExpression' ? { node: init, source: there } : null
}

function variantsOfCall(node: Node, scope: Scope): string[] {
  if (node.callee.type === 'MemberExpression') {
    const { name } = node.callee.property
    return name === 'message' ? textsMade(name, scope) : unknown(node, scope)
  }
  if (node.callee.type !== 'Identifier') return unknown(node, scope)
  const [meaning] = meaningsOf(scope.source, node.callee.name, node.callee.start)
  const source = meaning?.kind === 'import' ? sources.get(meaning.file) : scope.source
  const value = meaning?.kind === 'import' ? source?.declarations.get(meaning.imported)?.[0] : meaning
  if (!source || value?.kind !== 'value') return unknown(node, scope)
  const called = bare(value.init)
  const given = new Map<string, string[]>()
  for (const [index, parameter] of (called.params ?? []).entries()) {
    const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter
    const argument = node.arguments[index] ?? parameter.right
    if (target.type === 'Identifier' && argument) {
      const from = node.arguments[index] ? scope : { ...scope, source, given: new Map(given) }
      given.set(target.name, variantsOf(argument, from))
    }
  }
  const results = returnsOf(called).flatMap((result) => variantsOf(result, { ...scope, source, given }))
  const hasText = results.some((result) => /[a-z]/i.test(result.replace(/⟦[^⟧]*⟧/g, '')))
  return hasText ? [...new Set(results)] : unknown(node, scope)
}

/** Expressions that a function returns, not counting those of functions within it. */
function returnsOf(node: Node): Node[] {
  if (node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement') return [node.body]
  const found: Node[] = []
  const visit = (inner: Node) => {
    if (inner.type === 'ReturnStatement' && inner.argument) found.push(inner.argument)
    if (!/Function/.test(inner.type)) for (const child of childrenOf(inner)) visit(child)
  }
  if (node.body) visit(node.body)
  return found
}

/** Whether a value can be followed further; the rest is known only when the program runs. */
function isText(node: Node, text: string): boolean {
  const inner = bare(node)
  if (inner.type === 'Literal') return ['string', 'number'].includes(typeof literalValue(inner))
  if (inner.type === 'ConditionalExpression') return isText(inner.consequent, text) || isText(inner.alternate, text)
  if (inner.type === 'LogicalExpression') return isText(inner.left, text) || isText(inner.right, text)
  if (inner.type === 'CallExpression' && /^z\./.test(text.slice(inner.start, inner.end))) return false
  return /^(TemplateLiteral|BinaryExpression|AwaitExpression|CallExpression|MemberExpression)$/.test(inner.type)
}

const bare = (node: Node): Node =>
  /^(TSAsExpression|TSNonNullExpression|TSSatisfiesExpression|ParenthesizedExpression)$/.test(node.type)
    ? bare(node.expression)
    : node

function nameOf(owner: Node, source: Source): string | null {
  if (owner.id) return owner.id.name
  for (const [name, declarations] of source.declarations) {
    if (declarations.some((each) => each.kind === 'value' && each.init === owner)) return name
  }
  return null
}

function isCall(node: Node): boolean {
  return node.type === 'CallExpression' || node.type === 'NewExpression'
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  map.set(key, [...(map.get(key) ?? []), value])
}
