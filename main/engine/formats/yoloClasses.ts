/** The class lists of YOLO datasets: data.yaml, obj.data with obj.names, classes.txt and their kin. */

import { type JsonObject, jsonObject } from '../../../shared/model.ts'
import { BrokenFile } from './brokenFile.ts'
import type { FileTree } from './fileTree.ts'
import type { ReadItem } from './format.ts'
import { fileNameOf, folderOf, withSlashes } from './imagePath.ts'
import { problemItem } from './problem.ts'
import { readOne, sampleTexts } from './readEachFile.ts'
import { textLines } from './textLines.ts'
import { yamlContent } from './yamlContent.ts'

export type ClassList = {
  readonly file: string
  readonly names: ReadonlyMap<number, string>
  /** Lines hold keypoints after the box, which must not be taken for a polygon. */
  readonly hasKeypoints: boolean
  /** What data.yaml says beyond classes and parts, kept to be written back. */
  readonly extra: JsonObject | null
}

/** In the order in which they are believed when several lie in one folder. */
const usualNames = ['data.yaml', 'dataset.yaml', 'obj.names', '_darknet.labels', 'classes.txt', 'labels.txt']
/** Who points at `labels` or `labels/train` keeps the list one or two folders above. */
const foldersAbove = ['', '../', '../../']

function isClassListName(path: string): boolean {
  const name = fileNameOf(path).toLowerCase()
  return /\.(ya?ml|names)$/.test(name) || usualNames.includes(name)
}

export type ClassLists = {
  readonly lists: readonly ClassList[]
  /** All files that are no label files, be they usable as lists or not. */
  readonly files: ReadonlySet<string>
  readonly problems: readonly ReadItem[]
}

export async function findClassLists(tree: FileTree): Promise<ClassLists> {
  const above = foldersAbove.flatMap((folder) => usualNames.map((name) => folder + name)).filter(tree.has)
  const named = await listsNamedByDarknet(tree)
  const candidates = new Set([...tree.files.filter(isClassListName), ...above, ...named])
  const lists: ClassList[] = []
  const problems: ReadItem[] = []
  for (const path of [...candidates].sort((a, b) => rankOf(a) - rankOf(b))) {
    const items = await readOne(tree, path, (text) => {
      const parsed = /\.ya?ml$/i.test(path) ? parseYaml(text, path) : parseNames(text, path)
      if (parsed.isLabels) candidates.delete(path)
      if (parsed.list) lists.push(parsed.list)
      return parsed.problem ? [parsed.problem] : []
    })
    problems.push(...items)
  }
  return { lists, files: candidates, problems: [...problems, ...disagreements(lists)] }
}

/** `names = data/my-classes.txt` in obj.data; its folder is often that of another machine, so only the name counts. */
async function listsNamedByDarknet(tree: FileTree): Promise<string[]> {
  const descriptions = tree.files.filter((path) => /\.data$/i.test(path))
  const texts = await sampleTexts(tree, descriptions, descriptions.length)
  const names = texts.map((text) => /^\s*names\s*=\s*(\S.*)$/m.exec(text)?.[1]?.trim() ?? '').filter(Boolean)
  return names.flatMap((name) => tree.files.filter((path) => fileNameOf(path) === fileNameOf(withSlashes(name))))
}

function rankOf(path: string): number {
  const name = fileNameOf(path).toLowerCase()
  if (/\.ya?ml$/.test(name)) return 0
  return usualNames.includes(name) ? usualNames.indexOf(name) + 1 : 1
}

/** For a label file: the list in its folder or the nearest above it; else the first there is. */
export function classListFinder(lists: readonly ClassList[]): (labelFile: string) => ClassList | null {
  const byDepth = [...lists].sort((a, b) => depthOf(b.file) - depthOf(a.file))
  // There are many label files in a folder, and there may be a list in every folder.
  const byFolder = new Map<string, ClassList | null>()
  return (labelFile) => {
    const folder = folderOf(labelFile)
    const known = byFolder.get(folder)
    if (known !== undefined) return known
    const nearest = byDepth.find((list) => isAbove(folderOf(list.file), labelFile)) ?? lists[0] ?? null
    byFolder.set(folder, nearest)
    return nearest
  }
}

function isAbove(folder: string, path: string): boolean {
  return folder === '' || folder.startsWith('..') || path.startsWith(`${folder}/`)
}

function depthOf(path: string): number {
  const folders = path.split('/').slice(0, -1)
  return folders[0] === '..' ? -folders.length : folders.length
}

type Parsed = { readonly list?: ClassList; readonly problem?: ReadItem; readonly isLabels?: boolean }

function parseNames(text: string, file: string): Parsed {
  const names = textLines(text).map((line) => line.text)
  // An image may be called `classes` or `labels` too.
  if (names.some((name) => /^\d+(\s+[\d.eE+-]+){4,}$/.test(name))) return { isLabels: true }
  return names.length > 0 ? { list: { file, names: new Map(names.entries()), hasKeypoints: false, extra: null } } : {}
}

function parseYaml(text: string, file: string): Parsed {
  let content: unknown
  try {
    content = yamlContent(text)
  } catch (error) {
    // A broken list is passed over: there may be another one.
    const { message, line } =
      error instanceof BrokenFile ? error : { message: `cannot be understood: ${error}`, line: null }
    return { problem: problemItem('class-list-broken', { file, line }, message) }
  }
  if (!isRecord(content)) return {}
  const names = namesOf(content.names)
  if (!names) return {}
  const list = { file, names, hasKeypoints: content.kpt_shape !== undefined, extra: extraOf(content) }
  if (typeof content.nc !== 'number' || content.nc === names.size) return { list }
  const message = `says nc: ${content.nc} but names ${names.size} classes; the names were used`
  return { list, problem: problemItem('class-list-broken', { file }, message) }
}

// The export has its own parts, and its boxes no keypoints; Ultralytics would fetch `download` from the network.
const notKept = new Set('path train val validation test names nc kpt_shape flip_idx download'.split(' '))

function extraOf(content: Readonly<Record<string, unknown>>): JsonObject | null {
  const kept = jsonObject.safeParse(
    Object.fromEntries(Object.entries(content).filter(([key]) => !notKept.has(key))),
  ).data
  return kept && Object.keys(kept).length > 0 ? kept : null
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `names` is a list, or a map from index to name. */
function namesOf(value: unknown): Map<number, string> | null {
  if (!Array.isArray(value) && !isRecord(value)) return null
  const entries = Object.entries(value).map(([index, name]) => [Number(index), String(name).trim()] as const)
  const isSound = entries.length > 0 && entries.every(([index]) => Number.isInteger(index) && index >= 0)
  return isSound ? new Map(entries.sort(([a], [b]) => a - b)) : null
}

/** Whether `other` is passed over for label files that `list` is for. */
function yieldsTo(other: ClassList, list: ClassList, lists: readonly ClassList[]): boolean {
  const [folder, otherFolder] = [folderOf(list.file), folderOf(other.file)]
  if (folder === otherFolder) return lists.indexOf(other) > lists.indexOf(list)
  return isAbove(otherFolder, list.file) && depthOf(other.file) < depthOf(list.file)
}

/** A list that contradicts another one above it or beside it: the loudest way to swap classes unnoticed. */
function disagreements(lists: readonly ClassList[]): ReadItem[] {
  return lists.flatMap((list) =>
    lists
      .filter((other) => yieldsTo(other, list, lists))
      .flatMap((other) => {
        const index = [...list.names.keys()].find(
          (key) => other.names.has(key) && other.names.get(key) !== list.names.get(key),
        )
        if (index === undefined) return []
        const both = `"${list.names.get(index)}" here and "${other.names.get(index)}" in ${other.file}`
        return [problemItem('class-lists-differ', { file: list.file }, `class ${index} is ${both}; this file was used`)]
      }),
  )
}
