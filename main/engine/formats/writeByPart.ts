/** Writing of formats that have one document for each part: every image goes to the document of its part, boxes that fit with it. */
import { exportNames, splitFolders } from './exportNames.ts'
import type { Dataset, DatasetImage, ExportPart, LabelledBox } from './format.ts'
import { ignoreLeftOut } from './ignoreLeftOut.ts'

export type ImagePlace = {
  readonly image: DatasetImage
  /** The image's path inside its part of the export. */
  readonly name: string
  readonly part: string
}

/** The document of one part while it is written. */
export type PartDocument = {
  readonly add: (place: ImagePlace, boxes: readonly LabelledBox[]) => Iterable<ExportPart> | AsyncIterable<ExportPart>
  readonly end: () => Iterable<ExportPart>
}

export type PartRules = {
  readonly uniqueBy: Parameters<typeof exportNames>[1]
  readonly pathOf: (part: string) => string
  readonly imagePathOf: (part: string, name: string) => string
  readonly canHold: (box: LabelledBox) => boolean
  /** Why boxes that it cannot hold are left out. */
  readonly leftOutBecause: string
  /** @param first image of the part */
  readonly documentOf: (part: string, first: DatasetImage) => PartDocument
}

export async function* writeByPart(dataset: Dataset, rules: PartRules): AsyncGenerator<ExportPart> {
  const { names, problems } = await exportNames(dataset.images, rules.uniqueBy)
  for (const problem of problems) yield { kind: 'problem', problem }
  const folderOf = splitFolders(dataset.images)
  const documents = new Map<string, PartDocument>()
  let leftOut = 0
  for (const [index, image] of dataset.images.entries()) {
    const [part, name] = [folderOf(image), names[index]!]
    const all = await dataset.boxesOf(image)
    const boxes = all.filter(rules.canHold)
    leftOut += all.length - boxes.length
    yield { kind: 'image', path: rules.imagePathOf(part, name), source: image.file, boxes: boxes.length }
    const document = documents.get(part) ?? rules.documentOf(part, image)
    documents.set(part, document)
    yield* document.add({ image, name, part }, boxes)
  }
  for (const document of documents.values()) yield* document.end()
  yield* ignoreLeftOut(rules.pathOf(''), leftOut, rules.leftOutBecause)
}
