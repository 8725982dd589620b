/** The lists of stems, one file for each part, from which readers of VOC and KITTI take the split. */
import type { SplitName } from '../../../shared/model.ts'
import { decodeText } from './decodeText.ts'
import type { FileTree } from './fileTree.ts'
import type { DatasetImage, ExportPart } from './format.ts'
import { foldName, stemOf, withoutKindFolders } from './imagePath.ts'
import { textLines, tokensOf } from './textLines.ts'

const splits = ['train', 'val', 'test'] as const

export function* splitLists(
  folder: string,
  images: readonly DatasetImage[],
  names: readonly string[],
): Generator<ExportPart> {
  for (const split of splits) {
    const stems = names.filter((_, index) => images[index]!.split === split).map(stemOf)
    if (stems.length > 0) yield { kind: 'text', path: `${folder}/${split}.txt`, text: `${stems.join('\n')}\n` }
  }
}

/** A text file that lists images, not boxes. */
export const isSplitList = (path: string): boolean => /(^|\/)ImageSets\//i.test(path)

/** The part of a label file by the lists in ImageSets, also when its own folder was chosen and they lie beside that. */
export async function readSplitLists(tree: FileTree): Promise<(labelFile: string) => SplitName | null> {
  const parts = new Map<string, SplitName | null>()
  for (const split of splits) {
    const above = ['../ImageSets/Main', '../ImageSets', '../../ImageSets'].map((folder) => `${folder}/${split}.txt`)
    const isList = new RegExp(`(^|/)ImageSets/(Main/)?${split}\\.txt$`, 'i')
    for (const path of [...tree.files.filter((file) => isList.test(file)), ...above.filter(tree.has)]) {
      const bytes = await tree.read(path).catch(() => new Uint8Array())
      for (const { text } of textLines(decodeText(bytes).text)) {
        // Stems may hold blanks; the lists of one class have a number behind the stem.
        for (const stem of new Set([text, tokensOf(text)[0]!])) {
          const known = parts.get(keyOf(stem))
          parts.set(keyOf(stem), known === undefined || known === split ? split : null)
        }
      }
    }
  }
  return (labelFile) => (parts.size > 0 ? (parts.get(keyOf(stemOf(labelFile))) ?? null) : null)
}

const keyOf = (stem: string): string => foldName(withoutKindFolders(stem))
