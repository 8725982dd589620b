/**
 * Which part a label file belongs to, by what data.yaml, obj.data and lists of images say: `train`, `val` and `test` are
 * folders, lists, or several of them, on a machine that may not be this one. What they leave open, folder names decide.
 */
import type { SplitName } from '../../../shared/model.ts'
import { decodeText } from './decodeText.ts'
import type { FileTree } from './fileTree.ts'
import {
  fileNameOf,
  foldName,
  hasImageExtension,
  splitOfFolder,
  splitOfName,
  stemOf,
  withoutKindFolders,
  withSlashes,
} from './imagePath.ts'
import { textLines } from './textLines.ts'
import { yamlContent } from './yamlContent.ts'

export type PartOf = (labelFile: string) => SplitName | null

export async function yoloParts(tree: FileTree): Promise<PartOf> {
  const rules: Rules = { folders: [], stems: new Map() }
  for (const path of tree.files) {
    if (/\.ya?ml$/i.test(path)) await addDescription(tree, rules, entriesOfYaml(await textOf(tree, path)))
    else if (/\.data$/i.test(path)) await addDescription(tree, rules, entriesOfDarknet(await textOf(tree, path)))
    else if (/\.txt$/i.test(path)) await addBareList(tree, rules, path)
  }
  return (labelFile) => partByRules(rules, keyOf(stemOf(labelFile))) ?? splitOfFolder(labelFile)
}

type Rules = {
  readonly folders: { readonly name: string; readonly split: SplitName }[]
  /** By the end of an image's path, without extension. Null: two parts claim it. */
  readonly stems: Map<string, SplitName | null>
}
type Entry = { readonly split: SplitName; readonly value: string }

const textOf = async (tree: FileTree, path: string): Promise<string> =>
  decodeText(await tree.read(path).catch(() => new Uint8Array())).text

function entriesOfYaml(text: string): Entry[] {
  const content = recordOf(text)
  return Object.entries(content).flatMap(([key, value]) => {
    const split = splitOfName(key)
    const values = (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string')
    return split ? values.map((item) => ({ split, value: item })) : []
  })
}

/** Empty for what is no map; why a broken file is broken is told where its class names are read. */
function recordOf(text: string): Record<string, unknown> {
  try {
    const content = yamlContent(text)
    return typeof content === 'object' && content !== null ? { ...content } : {}
  } catch {
    return {}
  }
}

function entriesOfDarknet(text: string): Entry[] {
  return textLines(text).flatMap(({ text: line }) => {
    const [key, value] = line.split('=').map((part) => part.trim())
    const split = splitOfName(key ?? '')
    return split && value ? [{ split, value }] : []
  })
}

async function addDescription(tree: FileTree, rules: Rules, entries: readonly Entry[]): Promise<void> {
  for (const { split, value } of entries) {
    if (/\.txt$/i.test(value)) {
      const name = fileNameOf(withSlashes(value))
      for (const path of tree.files.filter((file) => fileNameOf(file) === name)) {
        addStems(rules, split, await textOf(tree, path))
      }
      continue
    }
    // The folder's own kind, as in `train/images`, says nothing; the last word that is left does.
    const name = keyOf(`${value}/.`).split('/').at(-2)
    if (name) rules.folders.push({ name, split })
  }
}

/** `train.txt` that nobody speaks of, when it lists images. */
async function addBareList(tree: FileTree, rules: Rules, path: string): Promise<void> {
  const split = splitOfName(stemOf(fileNameOf(path)))
  if (split) addStems(rules, split, await textOf(tree, path))
}

function addStems(rules: Rules, split: SplitName, list: string): void {
  for (const { text } of textLines(list)) {
    if (!hasImageExtension(text)) continue
    for (const end of endsOf(keyOf(stemOf(text)))) {
      const known = rules.stems.get(end)
      rules.stems.set(end, known === undefined || known === split ? split : null)
    }
  }
}

/** Folders of another machine in front do not matter: the longest end of the path that a list names decides. */
function partByRules({ folders, stems }: Rules, key: string): SplitName | null {
  for (const end of stems.size > 0 ? endsOf(key) : []) {
    const split = stems.get(end)
    if (split !== undefined) return split
  }
  const own = new Set(key.split('/').slice(0, -1))
  const splits = new Set(folders.filter(({ name }) => own.has(name)).map(({ split }) => split))
  return splits.size === 1 ? [...splits][0]! : null
}

function keyOf(path: string): string {
  const parts = withoutKindFolders(withSlashes(path).replace(/\/$/, '')).split('/')
  return foldName(parts.filter((part) => part !== '..').join('/'))
}

/** `a/b/c`, then `b/c`, then `c`. */
function endsOf(key: string): string[] {
  const parts = key.split('/')
  return parts.map((_, index) => parts.slice(index).join('/'))
}
