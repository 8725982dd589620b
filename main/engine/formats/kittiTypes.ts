/**
 * How classes are called in KITTI's files, whose fields are parted by blanks. A list that is no part of KITTI holds the
 * project's names of those that had to be renamed, so that they can be read again.
 */
import type { FileTree } from './fileTree.ts'
import type { ExportPart, LabelledBox, ReadItem } from './format.ts'
import { ignoreType } from './kittiLine.ts'
import { problemItem } from './problem.ts'
import { readOne } from './readEachFile.ts'
import { textLines } from './textLines.ts'
import { valueOfClass } from './valueOfClass.ts'

/** @param classNamesFile where an export of this format puts the list */
export async function readClassNames(
  tree: FileTree,
  classNamesFile: string,
): Promise<{ names: Map<string, string>; problems: ReadItem[] }> {
  const names = new Map<string, string>()
  // Who points at the folder of the label files itself has the list one folder above.
  const file =
    [classNamesFile, '../class_names.tsv', 'class_names.tsv'].find(tree.has) ??
    tree.files.find((path) => path.endsWith(`/${classNamesFile}`))
  if (file === undefined) return { names, problems: [] }
  const problems = await readOne(tree, file, (text) => {
    for (const { text: line } of textLines(text)) {
      const [type, name] = line.split('\t')
      if (type && name) names.set(type, name)
    }
    return []
  })
  return { names, problems: [...problems] }
}

export function typeOf(box: LabelledBox, types: ReadonlyMap<string, string>): string {
  return box.ignore || box.className === null ? ignoreType : valueOfClass(types, box.className)
}

/** KITTI's fields are parted by blanks, so a type has none; two classes never become one type. */
export function typesOf(classNames: readonly string[]): Map<string, string> {
  const isPlain = (name: string): boolean => !/\s/.test(name) && name !== ignoreType
  const taken = new Set([ignoreType, ...classNames.filter(isPlain)])
  return new Map(
    classNames.map((name) => {
      if (isPlain(name)) return [name, name]
      const base = name.trim().replace(/\s+/g, '_')
      let type = base
      for (let number = 2; taken.has(type); number++) type = `${base}_${number}`
      taken.add(type)
      return [name, type]
    }),
  )
}

export function* renamedClasses(types: ReadonlyMap<string, string>, classNamesFile: string): Generator<ExportPart> {
  const renamed = [...types].filter(([name, type]) => name !== type)
  if (renamed.length === 0) return
  for (const [name, type] of renamed) {
    const message = `the class "${name}" is written as ${type}, because KITTI allows no blanks and keeps ${ignoreType}`
    yield problemItem('class-renamed', { file: classNamesFile }, message)
  }
  yield { kind: 'text', path: classNamesFile, text: renamed.map(([name, type]) => `${type}\t${name}\n`).join('') }
}
