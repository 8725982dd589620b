/** YOLO: one text file for each image. Written is what Ultralytics trains on, with a classes.txt for labelImg. */
import type { Size } from '../../../shared/box.ts'
import { counted } from './counted.ts'
import { notDetected, partsOf } from './detection.ts'
import { dotaLines } from './dota.ts'
import { exportNames, splitFolders, unsplit } from './exportNames.ts'
import type { FileTree } from './fileTree.ts'
import type { Dataset, DatasetImage, Detection, ExportPart, Format, LabelledBox, ReadBox } from './format.ts'
import { ignoreLeftOut } from './ignoreLeftOut.ts'
import { joinPath, stemOf } from './imagePath.ts'
import { keptOf, keptRow } from './keptRow.ts'
import { problemItem } from './problem.ts'
import { sampleTexts } from './readEachFile.ts'
import { fillLines, storedFrame } from './textFrame.ts'
import { textLines, tokensOf } from './textLines.ts'
import { valueOfClass } from './valueOfClass.ts'
import { findClassLists } from './yoloClasses.ts'
import { parseYoloLine, printYoloLine } from './yoloLine.ts'
import { readYolo, yoloLabelFiles } from './yoloRead.ts'

export const yolo: Format = {
  id: 'yolo',
  label: 'YOLO',
  keeps: {
    precision: { share: 1e-6 },
    difficult: false,
    truncated: 'no',
    occluded: 'no',
    ignoreRegions: 'no',
    verified: 'emptyOnly',
    split: true,
    classList: true,
    score: false,
    note: false,
  },
  detect,
  read: readYolo,
  write,
}

async function detect(tree: FileTree): Promise<Detection> {
  const { lists, files: listFiles } = await findClassLists(tree)
  const { paths } = yoloLabelFiles(tree, listFiles)
  const texts = await sampleTexts(tree, paths, 5)
  const isYolo = texts.some((text) => isYoloText(text))
  if (!isYolo && texts.length > 0) return notDetected('the text files hold no YOLO lines')
  if (!isYolo && (!lists[0] || paths.length === 0)) return notDetected('there are no text files with YOLO lines')
  const reason = isYolo
    ? `${counted(paths.length, 'text file')} with YOLO lines`
    : `${lists[0]!.file} and ${counted(paths.length, 'empty text file')}`
  return {
    labelFiles: paths.length,
    reason,
    layout: layoutOf(tree, paths),
    classes: [...(lists[0]?.names.values() ?? [])],
    parts: partsOf(paths),
    confidence: lists.length > 0 ? 0.95 : 0.7,
  }
}

function isYoloText(text: string): boolean {
  const lines = textLines(text)
  return dotaLines(lines) !== null || lines.some((line) => parseYoloLine(line.text, false).kind === 'box')
}

function layoutOf(tree: FileTree, labelFiles: readonly string[]): Detection['layout'] {
  if (tree.files.some((path) => /\.data$/i.test(path))) return 'darknet'
  return labelFiles.some((path) => path.toLowerCase().split('/').includes('labels')) ? 'labelsFolder' : 'flat'
}

async function* write(dataset: Dataset): AsyncGenerator<ExportPart> {
  const { names, problems } = await exportNames(dataset.images, 'stem')
  for (const problem of problems) yield { kind: 'problem', problem }
  const folderOf = splitFolders(dataset.images)
  const classIndexes = new Map(dataset.categories.map((category, index) => [category.name, index]))
  let ignored = 0
  for (const [index, image] of dataset.images.entries()) {
    const boxes = await dataset.boxesOf(image)
    const objects = boxes.filter((box) => !box.ignore)
    ignored += boxes.length - objects.length
    const path = joinPath(folderOf(image), names[index]!)
    yield { kind: 'image', path: `images/${path}`, source: image.file, boxes: objects.length }
    const frame = storedFrame(keptOf(dataset.extrasOf(image), 'yolo').frame)
    const text = fillLines(frame, linesOf(objects, image.size, classIndexes))
    const isEmptyOnPurpose = image.isVerified && boxes.length === 0
    if (objects.length > 0 || isEmptyOnPurpose) yield { kind: 'text', path: `labels/${stemOf(path)}.txt`, text }
  }
  yield* classFiles(dataset)
  yield* ignoreLeftOut('labels', ignored, 'YOLO has none')
}

/** Readers take every line of a file for a polygon when one is: so either all are, as they were read, or none. */
function linesOf(boxes: readonly LabelledBox[], size: Size, classIndexes: ReadonlyMap<string, number>): string[] {
  const plain = boxes.map((box) => printYoloLine(box, valueOfClass(classIndexes, box.className), size))
  const kept = boxes.map((box, index) => keptLine(box, size, plain[index]!))
  const isBox = (line: string | null): boolean => line !== null && tokensOf(line).length === 5
  if (kept.every((line) => line !== null && !isBox(line))) return kept as string[]
  return kept.map((line, index) => (isBox(line) ? line! : plain[index]!))
}

/** The line as it was read, with the number that the class has now. */
function keptLine(box: LabelledBox, size: Size, plain: string): string | null {
  const print = (some: LabelledBox): string => printYoloLine(some, 0, size)
  const parse = (row: string): ReadBox | null => {
    const parsed = parseYoloLine(row, false)
    if (parsed.kind !== 'box' || parsed.score !== null) return null
    return { ...box, ...parsed.box, line: null }
  }
  const row = keptRow(box, { format: 'yolo', units: 'fractions', size, parse, print })
  const index = tokensOf(plain)[0]!
  if (row === null) return null
  return Number(tokensOf(row)[0]) === Number(index) ? row : row.replace(/^\S+/, index)
}

function* classFiles(dataset: Dataset): Generator<ExportPart> {
  const names = dataset.categories.map((category) => category.name)
  const { paths, problems } = splitPaths(dataset.images)
  // As JSON, names are quoted: YAML would take a class "no" or "1" for something else.
  const entries = names.map((name, index) => `  ${index}: ${JSON.stringify(name)}\n`)
  const parts = Object.entries(paths).map(([split, path]) => `${split}: ${path}\n`)
  const extras = dataset.sources.flatMap(({ content }) => Object.entries(content))
  const kept = [...new Map(extras)].map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}\n`)
  const text = `${parts.join('')}nc: ${names.length}\nnames:\n${entries.join('')}${kept.join('')}`
  yield { kind: 'text', path: 'data.yaml', text }
  yield { kind: 'text', path: 'classes.txt', text: names.map((name) => `${name}\n`).join('') }
  yield* problems
}

/** Ultralytics insists on both `train` and `val`, so one that has no images borrows another part's. */
function splitPaths(images: readonly DatasetImage[]): { paths: Record<string, string>; problems: ExportPart[] } {
  const present = (['train', 'val', 'test'] as const).filter((split) => images.some((image) => image.split === split))
  if (present.length === 0) {
    const message = 'the images are not split: train and val are the same images'
    return { paths: { train: 'images', val: 'images' }, problems: [splitMissing(message)] }
  }
  const problems: ExportPart[] = []
  const paths = Object.fromEntries(present.map((split) => [split, `images/${split}`]))
  for (const split of ['train', 'val'] as const) {
    if (paths[split]) continue
    paths[split] = `images/${present[0]}`
    problems.push(splitMissing(`no image is in ${split}: it stands for the images of ${present[0]}`))
  }
  const count = images.filter((image) => image.split === null).length
  if (count > 0) problems.push(splitMissing(`${counted(count, 'image')} without a part: in images/${unsplit}, unused`))
  const { train, val, test } = paths
  return { paths: { train: train!, val: val!, ...(test ? { test } : {}) }, problems }
}

function splitMissing(message: string): ExportPart {
  return problemItem('split-missing', { file: 'data.yaml' }, message)
}
