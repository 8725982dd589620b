/**
 * What a label format is, and the data between a format and the rest of the engine. A format knows nothing of the
 * project: `read` turns label files into labelled images one by one, `write` turns a dataset into the parts of an export.
 */
import type { Box, Size } from '../../../shared/box.ts'
import type { JsonObject, Occlusion, SplitName } from '../../../shared/model.ts'
import type { DatasetLayout, ImportFormat, Problem } from '../../../shared/reports.ts'
import type { FileTree } from './fileTree.ts'

export type FormatId = ImportFormat

export type Format = {
  readonly id: FormatId
  /** The name that its users say. */
  readonly label: string
  readonly keeps: Keeps
  readonly detect: (tree: FileTree) => Promise<Detection>
  /** Never throws because of what a file holds: that becomes a problem, and the other files are read all the same. */
  readonly read: (tree: FileTree, options: FormatOptions) => AsyncGenerator<ReadItem>
  readonly write: (dataset: Dataset, options: FormatOptions) => AsyncGenerator<ExportPart>
}

/** What comes back when a dataset is written in this format and read again; dialogs show it before an export. */
export type Keeps = {
  /** How far a coordinate may move, in pixels, or as a share of the image's side. */
  readonly precision: { readonly pixels: number } | { readonly share: number }
  readonly difficult: boolean
  readonly truncated: 'no' | 'yesOrNo' | 'share'
  readonly occluded: 'no' | 'yesOrNo' | 'level'
  readonly ignoreRegions: 'no' | 'withClass' | 'withoutClass'
  /** `emptyOnly`: that an image has nothing on it is kept, that its boxes were checked is not. */
  readonly verified: 'always' | 'emptyOnly' | 'no'
  readonly split: boolean
  /** Classes without a box, and the order of all. */
  readonly classList: boolean
  /** The confidence of a box that a model proposed. */
  readonly score: boolean
  /** A person's remark on a box. */
  readonly note: boolean
}

export type FormatOptions = {
  /**
   * VOC 2007 and 2012 count pixels from 1 and include the last one; labelImg and most tools write plain edges (`asIs`,
   * the default). Nothing in a file tells the two apart.
   */
  readonly vocCoordinates?: 'asIs' | 'oneBased'
  /** What the model has no place for is left out: enough to count what was written. */
  readonly withoutExtras?: boolean
  /** VOC readers expect whole numbers; set, the exact coordinates are written. */
  readonly vocDecimals?: boolean
}

/** Whether a tree holds this format: the number of label files seen (0: none), and why one thinks so. */
export type Detection = {
  readonly labelFiles: number
  readonly reason: string
  readonly layout: DatasetLayout
  /** Class names that can be told without reading every label file. */
  readonly classes: readonly string[]
  readonly parts: readonly SplitName[]
  /** 1: a file says so itself. Below 0.5 it is a guess. */
  readonly confidence: number
}

export type LabelledBox = Box & {
  /** Null for an ignore region that belongs to no class. */
  readonly className: string | null
  readonly difficult: boolean
  readonly truncated: number | null
  readonly occluded: Occlusion | null
  readonly ignore: boolean
  /** Null for a person's box. */
  readonly score: number | null
  readonly note: string
  /** What the source holds beyond this, under the id of its format, e.g. `{ kitti: { alpha: '-0.20', … } }`. */
  readonly extras: JsonObject | null
}

/** A box as a label file has it; `line` is where, when the format has lines. */
export type ReadBox = LabelledBox & { readonly line: number | null }

export type LabelledImage = {
  /** How the label file calls its image, the surest way first: paths with or without folders and extension. */
  readonly references: readonly string[]
  readonly sourceFile: string
  /** What the label file says; it may be wrong. */
  readonly size: Size | null
  /** `fractions` of the image's sides become pixels once the image is known (placeBoxes). */
  readonly units: 'pixels' | 'fractions'
  readonly boxes: readonly ReadBox[]
  /** A person checked the image, and nothing that the file says of it was lost in reading. */
  readonly isVerified: boolean
  readonly split: SplitName | null
  /** What the source says of the image beyond this, under the id of its format. */
  readonly extras: JsonObject | null
}

/** What a document for many images holds beyond them, e.g. COCO's info and licences, kept to be written back. */
export type SourceDocument = {
  readonly format: FormatId
  /** Names the document in the extras of its images; the same content has the same key. */
  readonly key: string
  readonly file: string
  readonly content: JsonObject
}

export type ReadItem =
  /** The class list of the source in its own order, before the images it is for. */
  | { readonly kind: 'classes'; readonly file: string; readonly names: readonly string[] }
  /** Before the images of the document. */
  | { readonly kind: 'source'; readonly source: SourceDocument }
  | { readonly kind: 'image'; readonly image: LabelledImage }
  | { readonly kind: 'problem'; readonly problem: Problem }

export type DatasetCategory = { readonly id: number; readonly name: string }

export type DatasetImage = {
  readonly id: number
  /** Relative to its root, with `/` and extension. */
  readonly path: string
  /** Where it lies on this computer. */
  readonly file: string
  readonly size: Size
  readonly split: SplitName | null
  readonly isVerified: boolean
}

/** What is to be exported. All images fit in memory, all boxes need not: they are asked for image by image. */
export type Dataset = {
  /** In the order of exported class lists. */
  readonly categories: readonly DatasetCategory[]
  readonly images: readonly DatasetImage[]
  /** The documents that the images came from. */
  readonly sources: readonly SourceDocument[]
  /** Called once for each image, in the order of `images`. */
  readonly boxesOf: (image: DatasetImage) => readonly LabelledBox[] | Promise<readonly LabelledBox[]>
  /** What the image's label files held beyond the model, under the ids of their formats. */
  readonly extrasOf: (image: DatasetImage) => JsonObject | null
}

export type ExportPart =
  /** Texts of the same path are joined in the order in which they come. */
  | { readonly kind: 'text'; readonly path: string; readonly text: string }
  /** One for each image, with the number of boxes that were written for it. */
  | { readonly kind: 'image'; readonly path: string; readonly source: string; readonly boxes: number }
  | { readonly kind: 'problem'; readonly problem: Problem }
