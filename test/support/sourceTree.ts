/** Sources as syntax trees: what is called where, and where a name comes from. */
import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseAst } from 'vite'
import { projectFolder, sourceFiles } from './sourceFiles.ts'

/** A node of an ESTree: each field is there in the types of nodes that have it. */
export interface Node extends Fields<OneNode, Node>, Fields<ManyNodes, readonly Node[]> {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly name: string
  readonly operator: string
  readonly computed: boolean
}
type Fields<Name extends string, Content> = Readonly<Record<Name, Content>>

type OneNode =
  | 'alternate'
  | 'argument'
  | 'body'
  | 'callee'
  | 'consequent'
  | 'expression'
  | 'id'
  | 'imported'
  | 'init'
  | 'key'
  | 'left'
  | 'local'
  | 'object'
  | 'property'
  | 'right'
  | 'source'
  | 'value'
type ManyNodes = 'arguments' | 'elements' | 'expressions' | 'params' | 'properties' | 'quasis' | 'specifiers'

/** What a literal stands for. */
export const literalValue = ({ value }: { readonly value: unknown }): unknown => value

export type Source = {
  readonly path: string
  readonly text: string
  readonly nodes: readonly Node[]
  /** Declarations by name. */
  readonly declarations: ReadonlyMap<string, readonly Declaration[]>
}

export type Declaration =
  | { readonly kind: 'value'; readonly init: Node; readonly within: Node }
  | { readonly kind: 'assigned'; readonly init: Node; readonly within: Node }
  /** Taken out of an object: the name of the property. */
  | { readonly kind: 'property'; readonly key: string; readonly within: Node }
  | { readonly kind: 'parameter'; readonly owner: Node; readonly index: number; readonly within: Node }
  | { readonly kind: 'import'; readonly file: string; readonly imported: string; readonly within: Node }

const isFunction = (node: Node) => /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type)

export function readSources(folders: readonly string[]): ReadonlyMap<string, Source> {
  const sources = sourceFiles(folders).map((file) => readSource(file))
  return new Map(sources.map((source) => [source.path, source]))
}

function readSource(file: string): Source {
  const text = readFileSync(file, 'utf8')
  const path = relative(projectFolder, file).replaceAll('\\', '/')
  const nodes: Node[] = []
  const declarations = new Map<string, Declaration[]>()
  const declare = (name: string, declaration: Declaration) =>
    declarations.set(name, [...(declarations.get(name) ?? []), declaration])
  const visit = (node: Node, scope: Node) => {
    nodes.push(node)
    for (const [name, declaration] of declarationsOf(node, scope, path)) declare(name, declaration)
    const inner = isFunction(node) || node.type === 'BlockStatement' ? node : scope
    for (const child of childrenOf(node)) visit(child, inner)
  }
  const program = parseAst(text, { lang: file.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node
  visit(program, program)
  return { path, text, nodes, declarations }
}

export function childrenOf(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter((value): value is Node => value !== null && typeof value === 'object' && 'type' in value)
}

function declarationsOf(node: Node, within: Node, path: string): [string, Declaration][] {
  if (node.type === 'VariableDeclarator') return bound(node, within)
  if (node.type === 'AssignmentExpression' && node.left.type === 'Identifier') {
    return [[node.left.name, { kind: 'assigned', init: node.right, within }]]
  }
  if (node.type === 'ImportDeclaration' && String(literalValue(node.source)).startsWith('.')) {
    const file = join(dirname(path), String(literalValue(node.source))).replaceAll('\\', '/')
    return node.specifiers
      .filter((each) => each.type === 'ImportSpecifier')
      .map((each) => [each.local.name, { kind: 'import', file, imported: each.imported.name, within }])
  }
  if (!isFunction(node)) return []
  const own: [string, Declaration][] = node.id ? [[node.id.name, { kind: 'value', init: node, within }]] : []
  return [...own, ...parametersOf(node)]
}

function parametersOf(node: Node): [string, Declaration][] {
  return node.params.flatMap((parameter: Node, index: number): [string, Declaration][] => {
    const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter
    if (target.type === 'Identifier') return [[target.name, { kind: 'parameter', owner: node, index, within: node }]]
    return propertiesOf(target).map(([name, key]) => [name, { kind: 'property', key, within: node }])
  })
}

function bound({ id, init }: Pick<Node, 'id' | 'init'>, within: Node): [string, Declaration][] {
  if (id.type === 'Identifier') return init ? [[id.name, { kind: 'value', init, within }]] : []
  if (id.type === 'ArrayPattern' && init?.type === 'ArrayExpression') {
    const pairs = id.elements.map((element, index) => ({ id: element, init: init.elements[index] }))
    return pairs.flatMap((pair) => (pair.id && pair.init ? bound({ id: pair.id, init: pair.init }, within) : []))
  }
  return propertiesOf(id).map(([name, key]) => [name, { kind: 'property', key, within }])
}

/** Names that a pattern binds, each with the property that it takes. */
function propertiesOf(pattern: Node): [string, string][] {
  if (pattern.type === 'ArrayPattern') return pattern.elements.flatMap((each) => (each ? propertiesOf(each) : []))
  if (pattern.type !== 'ObjectPattern') return []
  return pattern.properties
    .filter((each) => each.type === 'Property' && each.value.type === 'Identifier')
    .map((each) => [each.value.name, each.key.name])
}

/** What a name means at a place: of several declarations those of the innermost block around it. */
export function meaningsOf(source: Source, name: string, at: number): readonly Declaration[] {
  const all = source.declarations.get(name) ?? []
  const around = all.filter(({ within }) => within.start <= at && at <= within.end)
  const innermost = Math.max(...around.map(({ within }) => within.start))
  return all.filter(({ kind, within }) => kind === 'assigned' || (around.length > 0 && within.start === innermost))
}

export function lineOf(source: Source, node: Node): number {
  return source.text.slice(0, node.start).split('\n').length
}
