/** Reading as an import needs it: every labelled image joined with the image it is for, its boxes placed inside it. */
import type { Size } from '../../../shared/box.ts'
import type { JsonObject, SplitName } from '../../../shared/model.ts'
import type { Problem } from '../../../shared/reports.ts'
import type { FileTree } from './fileTree.ts'
import type { Format, FormatOptions, LabelledBox, LabelledImage, SourceDocument } from './format.ts'
import type { ImageIndex, Match, MatchableImage } from './matchImages.ts'
import { placeBoxes } from './placeBoxes.ts'
import { costOf, problemAt, problemItem } from './problem.ts'
import { turnUpright } from './turnUpright.ts'

export type ImportTarget = MatchableImage & {
  /** Of the upright image; null while unknown. */
  readonly size: Size | null
  /** EXIF orientation 1..8 of the stored picture; 1 when absent. */
  readonly orientation?: number
}

export type ImportItem<Image> =
  | { readonly kind: 'classes'; readonly names: readonly string[] }
  | {
      readonly kind: 'image'
      readonly image: Image
      readonly sourceFile: string
      readonly boxes: readonly LabelledBox[]
      readonly isVerified: boolean
      readonly split: SplitName | null
      readonly extras: JsonObject | null
    }
  | { readonly kind: 'source'; readonly source: SourceDocument }
  | { readonly kind: 'problem'; readonly problem: Problem }

export async function* importLabels<Image extends ImportTarget>(
  format: Format,
  tree: FileTree,
  images: ImageIndex<Image>,
  options: FormatOptions,
): AsyncGenerator<ImportItem<Image>> {
  for (const folder of tree.unreadable) {
    yield problemItem('file-unreadable', { file: folder }, 'this folder cannot be opened and was not read')
  }
  const firstSources = new Map<Image, string>()
  for await (const item of format.read(tree, options)) {
    if (item.kind === 'problem' || item.kind === 'source') yield item
    else if (item.kind === 'classes') yield* classItems(item.file, item.names)
    else yield* joinWithImage(item.image, tree.root, images, firstSources)
  }
}

/** A name that comes twice makes one class of two. */
function* classItems(file: string, names: readonly string[]): Generator<ImportItem<never>> {
  yield { kind: 'classes', names }
  for (const name of new Set(names.filter((name, index) => names.indexOf(name) < index))) {
    yield problemItem('class-twice', { file }, `names the class "${name}" more than once: the boxes of both become one`)
  }
}

function* joinWithImage<Image extends ImportTarget>(
  labelled: LabelledImage,
  treeRoot: string,
  images: ImageIndex<Image>,
  firstSources: Map<Image, string>,
): Generator<ImportItem<Image>> {
  const { sourceFile } = labelled
  // The place of the tree tells images of the same name in several folders apart.
  const match = images.match(labelled.references.map((reference) => `${treeRoot}/${reference}`))
  if (match.kind !== 'matched') {
    yield { kind: 'problem', problem: notMatched(labelled, match) }
    return
  }
  const firstSource = firstSources.get(match.image)
  if (firstSource !== undefined) {
    const message = `is for ${match.image.path} like ${firstSource}, which came first; this one was not read`
    yield problemItem('image-twice', { file: sourceFile }, message)
    return
  }
  firstSources.set(match.image, sourceFile)
  const upright = turnUpright(labelled, match.image)
  if (upright !== labelled) yield turnedItem(labelled)
  const { boxes, problems } = placeBoxes(upright, match.image.size)
  for (const problem of problems) yield { kind: 'problem', problem }
  const isComplete = problems.every((problem) => costOf(problem) === 'nothing')
  const { isVerified, split, extras } = upright
  yield { kind: 'image', image: match.image, sourceFile, boxes, isVerified: isVerified && isComplete, split, extras }
}

function turnedItem({ sourceFile, size, boxes }: LabelledImage): ImportItem<never> {
  const message = `says ${size!.width} x ${size!.height}, which is the picture as stored: its boxes (${boxes.length}) were turned upright with it`
  return problemItem('turned-upright', { file: sourceFile }, message)
}

/** So many candidates are named; a longer list helps nobody. */
const candidatesNamed = 5

function notMatched(labelled: LabelledImage, match: Exclude<Match<MatchableImage>, { kind: 'matched' }>): Problem {
  const place = { file: labelled.sourceFile }
  const name = labelled.references[0]!
  if (match.kind === 'unmatched') {
    const hint = match.closest ? `; the closest name is ${match.closest}` : ''
    return problemAt('image-not-found', place, `is for ${name}, which is not in the project${hint}`)
  }
  const named = match.candidates.slice(0, candidatesNamed).map((image) => image.path)
  const more = match.candidates.length > named.length ? ` and ${match.candidates.length - named.length} more` : ''
  return problemAt('image-ambiguous', place, `is for ${name}, which may be any of ${named.join(', ')}${more}`)
}
