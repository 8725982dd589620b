/** Pascal VOC: Annotations/*.xml beside JPEGImages, as labelImg and many others write it. */
import { counted } from './counted.ts'
import { notDetected, partsOf } from './detection.ts'
import { exportNames } from './exportNames.ts'
import type { FileTree } from './fileTree.ts'
import type { Dataset, Detection, ExportPart, Format, FormatOptions, ReadItem } from './format.ts'
import { ignoreLeftOut } from './ignoreLeftOut.ts'
import { stemOf } from './imagePath.ts'
import { readEachFile, sampleTexts } from './readEachFile.ts'
import { readSplitLists, splitLists } from './splitLists.ts'
import { parseVoc } from './vocRead.ts'
import { printVoc } from './vocWrite.ts'

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
    split: true,
    classList: false,
    score: false,
    note: false,
  },
  detect,
  read,
  write,
}

async function* read(tree: FileTree, options: FormatOptions): AsyncGenerator<ReadItem> {
  const splitOf = await readSplitLists(tree)
  yield* readEachFile(tree, xmlFiles(tree), (text, path) =>
    parseVoc(text, path, options).map((item) =>
      item.kind === 'image' ? { ...item, image: { ...item.image, split: splitOf(path) } } : item,
    ),
  )
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
  const { names, problems } = await exportNames(dataset.images, 'stem')
  for (const problem of problems) yield { kind: 'problem', problem }
  let ignored = 0
  for (const [index, image] of dataset.images.entries()) {
    const boxes = await dataset.boxesOf(image)
    const objects = boxes.filter((box) => !box.ignore)
    const name = names[index]!
    ignored += boxes.length - objects.length
    yield { kind: 'image', path: `JPEGImages/${name}`, source: image.file, boxes: objects.length }
    yield {
      kind: 'text',
      path: `Annotations/${stemOf(name)}.xml`,
      text: printVoc({ ...image, extras: dataset.extrasOf(image) }, name, objects, options),
    }
  }
  yield* splitLists('ImageSets/Main', dataset.images, names)
  yield { kind: 'text', path: 'labelmap.txt', text: labelMap(dataset) }
  yield* ignoreLeftOut('Annotations', ignored, 'VOC has none')
}

/** Not part of VOC, but Datumaro and CVAT know no classes but VOC's twenty without it. */
function labelMap(dataset: Dataset): string {
  return `# label:color_rgb:parts:actions\n${dataset.categories.map(({ name }) => `${name}:::\n`).join('')}`
}
