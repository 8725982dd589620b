/** Pascal VOC: Annotations/*.xml beside JPEGImages, as labelImg and many others write it. */
import { XMLBuilder } from 'fast-xml-parser'
import { type JsonObject, jsonObject } from '../../../shared/model.ts'
import { counted } from './counted.ts'
import { notDetected, partsOf } from './detection.ts'
import { exportNames } from './exportNames.ts'
import type { FileTree } from './fileTree.ts'
import type { Dataset, DatasetImage, Detection, ExportPart, Format, FormatOptions, LabelledBox } from './format.ts'
import { ignoreLeftOut } from './ignoreLeftOut.ts'
import { fileNameOf, stemOf } from './imagePath.ts'
import { readEachFile, sampleTexts } from './readEachFile.ts'
import { splitLists } from './splitLists.ts'
import { parseVoc } from './vocRead.ts'

export const voc: Format = {
  id: 'voc',
  label: 'Pascal VOC',
  keeps: {
    precision: { pixels: 0.5 },
    difficult: true,
    truncated: 'yesOrNo',
    occluded: 'yesOrNo',
    ignoreRegions: 'no',
    verified: 'always',
    split: false,
    classList: false,
    score: false,
    note: false,
  },
  detect,
  read: (tree, options) => readEachFile(tree, xmlFiles(tree), (text, path) => parseVoc(text, path, options)),
  write,
}

function xmlFiles(tree: FileTree): string[] {
  return tree.files.filter((path) => path.toLowerCase().endsWith('.xml'))
}

async function detect(tree: FileTree): Promise<Detection> {
  const paths = xmlFiles(tree)
  const texts = await sampleTexts(tree, paths, 5)
  const isVoc = texts.some((text) => /<annotation[\s/>]/.test(text))
  if (!isVoc) return notDetected('there are no XML files with <annotation>')
  const names = texts.flatMap((text) =>
    [...text.matchAll(/<object>\s*<name>([^<]+)</g)].map((match) => match[1]!.trim()),
  )
  return {
    labelFiles: paths.length,
    reason: `${counted(paths.length, 'XML file')} with <annotation>`,
    layout: tree.files.some((path) => /(^|\/)ImageSets\/Main\//.test(path)) ? 'devkit' : 'flat',
    classes: [...new Set(names)],
    parts: partsOf(tree.files.filter((path) => path.includes('ImageSets/'))),
    confidence: 0.95,
  }
}

async function* write(dataset: Dataset, options: FormatOptions): AsyncGenerator<ExportPart> {
  const { names, problems } = exportNames(dataset.images, 'stem')
  for (const problem of problems) yield { kind: 'problem', problem }
  let ignored = 0
  for (const [index, image] of dataset.images.entries()) {
    const boxes = await dataset.boxesOf(image)
    const objects = boxes.filter((box) => !box.ignore)
    const name = names[index]!
    ignored += boxes.length - objects.length
    yield { kind: 'image', path: `JPEGImages/${name}`, source: image.file, boxes: objects.length }
    yield { kind: 'text', path: `Annotations/${stemOf(name)}.xml`, text: printVoc(image, name, objects, options) }
  }
  yield* splitLists('ImageSets/Main', dataset.images, names)
  yield { kind: 'text', path: 'labelmap.txt', text: labelMap(dataset) }
  yield* ignoreLeftOut('Annotations', ignored, 'VOC has none')
}

/** Not part of VOC, but Datumaro and CVAT know no classes but VOC's twenty without it. */
function labelMap(dataset: Dataset): string {
  return `# label:color_rgb:parts:actions\n${dataset.categories.map(({ name }) => `${name}:::\n`).join('')}`
}

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', format: true, indentBy: '\t' })

function printVoc(image: DatasetImage, name: string, boxes: readonly LabelledBox[], options: FormatOptions): string {
  const { width, height } = image.size
  return builder.build({
    annotation: {
      ...(image.isVerified ? { '@verified': 'yes' } : {}),
      folder: 'JPEGImages',
      filename: fileNameOf(name),
      source: { database: 'Unknown' },
      size: { width, height, depth: 3 },
      segmented: 0,
      object: boxes.map((box) => objectOf(box, image, options)),
    },
  })
}

/** Every reader expects pose, truncated and difficult, so they are there even when nobody said. */
function objectOf(box: LabelledBox, image: DatasetImage, options: FormatOptions): JsonObject {
  const { pose, ...extras } = jsonObject.safeParse(box.extras?.voc).data ?? {}
  return {
    name: box.className,
    pose: pose ?? 'Unspecified',
    truncated: box.truncated ? 1 : 0,
    ...(box.occluded === null ? {} : { occluded: box.occluded > 0 ? 1 : 0 }),
    difficult: box.difficult ? 1 : 0,
    bndbox: bndboxOf(box, image, options),
    ...extras,
  }
}

/** In whole numbers a thin box keeps a width and a height of one pixel, else it would be lost when read again. */
function bndboxOf(box: LabelledBox, image: DatasetImage, { vocCoordinates, vocDecimals }: FormatOptions): JsonObject {
  const first = vocCoordinates === 'oneBased' ? 1 : 0
  if (vocDecimals) return { xmin: box.x1 + first, ymin: box.y1 + first, xmax: box.x2, ymax: box.y2 }
  const [x1, x2] = wholeEdges(box.x1, box.x2, image.size.width)
  const [y1, y2] = wholeEdges(box.y1, box.y2, image.size.height)
  return { xmin: x1 + first, ymin: y1 + first, xmax: x2, ymax: y2 }
}

function wholeEdges(low: number, high: number, side: number): [number, number] {
  const [start, end] = [Math.round(low), Math.round(high)]
  if (end > start) return [start, end]
  return start < side ? [start, start + 1] : [start - 1, start]
}
