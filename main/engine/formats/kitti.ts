/** KITTI's 2D objects: training/image_2 and training/label_2, one text file for each image, also for an empty one. */
import type { Size } from '../../../shared/box.ts'
import type { SplitName } from '../../../shared/model.ts'
import { counted } from './counted.ts'
import { notDetected } from './detection.ts'
import { exportNames } from './exportNames.ts'
import type { FileTree } from './fileTree.ts'
import type { Dataset, Detection, ExportPart, Format, LabelledBox, ReadBox, ReadItem } from './format.ts'
import { stemOf } from './imagePath.ts'
import { keptOf, keptRow } from './keptRow.ts'
import { ignoreType, parseKittiLine, printKittiLine } from './kittiLine.ts'
import { readClassNames, renamedClasses, typeOf, typesOf } from './kittiTypes.ts'
import { problemItem } from './problem.ts'
import { type LabelFiles, labelFilesOf, readEachFile, sampleTexts } from './readEachFile.ts'
import { isSplitList, readSplitLists, splitLists } from './splitLists.ts'
import { type Frame, fillLines, lineFrame, storedFrame } from './textFrame.ts'
import { textLines, tokensOf } from './textLines.ts'

export const kitti: Format = {
  id: 'kitti',
  label: 'KITTI',
  keeps: {
    precision: { pixels: 0.005 },
    difficult: false,
    truncated: 'share',
    occluded: 'level',
    ignoreRegions: 'withoutClass',
    verified: 'emptyOnly',
    split: true,
    classList: false,
    score: false,
    note: false,
  },
  detect,
  read,
  write,
}

const imageFolder = 'training/image_2'
const labelFolder = 'training/label_2'
const classNamesFile = 'training/class_names.tsv'

function labelFiles(tree: FileTree): LabelFiles {
  const { paths, ignored } = labelFilesOf(tree, '.txt', 'label_2')
  return { paths: paths.filter((path) => !isSplitList(path)), ignored }
}

async function detect(tree: FileTree): Promise<Detection> {
  const { paths } = labelFiles(tree)
  const texts = await sampleTexts(tree, paths, 5)
  const isKitti = texts.some((text) => textLines(text).some((line) => parseKittiLine(line.text).kind === 'box'))
  if (!isKitti) return notDetected('there are no text files with the 15 fields of KITTI')
  const types = texts.flatMap((text) => textLines(text).map((line) => tokensOf(line.text)[0]!))
  return {
    labelFiles: paths.length,
    reason: `${counted(paths.length, 'text file')} with KITTI lines`,
    layout: paths.some((path) => path.toLowerCase().split('/').includes('label_2')) ? 'label2' : 'flat',
    classes: [...new Set(types)].filter((type) => type !== ignoreType),
    parts: [],
    confidence: 0.95,
  }
}

async function* read(tree: FileTree): AsyncGenerator<ReadItem> {
  const { names, problems } = await readClassNames(tree, classNamesFile)
  yield* problems
  const splitOf = await readSplitLists(tree)
  yield* readEachFile(tree, labelFiles(tree).paths, (text, path) => parseFile(text, path, names, splitOf(path)))
}

function parseFile(
  text: string,
  path: string,
  names: ReadonlyMap<string, string>,
  split: SplitName | null,
): ReadItem[] {
  const lines = textLines(text)
  const boxes: ReadBox[] = []
  const problems: ReadItem[] = []
  for (const line of lines) {
    const place = { file: path, line: line.number }
    const parsed = parseKittiLine(line.text)
    if (parsed.kind === 'line-broken') {
      problems.push(problemItem('line-broken', place, parsed.message))
      continue
    }
    const { box, strange } = parsed
    boxes.push({ ...box, className: names.get(box.className ?? '') ?? box.className, line: line.number })
    if (strange) problems.push(problemItem('value-unknown', place, `has "${strange}", which was read as unknown`))
  }
  // Type and box alone would be five fields and more.
  if (lines.length > 0 && lines.every((line) => tokensOf(line.text).length < 5)) {
    return [problemItem('file-foreign', { file: path }, 'holds no KITTI line and was not read')]
  }
  const scores = boxes.filter((box) => box.score !== null).length
  if (scores > 0) problems.push(scoreRead(path, scores))
  const image = imageOf(path, boxes, lines.length === 0, lineFrame(text, lines))
  return [...problems, { kind: 'image', image: { ...image, split } }]
}

function scoreRead(file: string, count: number): ReadItem {
  const message = `${counted(count, 'line')} with a 16th field, taken for the score of the box`
  return problemItem('score-read', { file }, message)
}

function imageOf(path: string, boxes: readonly ReadBox[], isEmptyFile: boolean, frame: Frame | null) {
  const image = { sourceFile: path, size: null, units: 'pixels', boxes } as const
  const extras = frame && { kitti: { frame } }
  // An empty file is how this format says that there is nothing to find.
  return { ...image, references: [stemOf(path)], isVerified: isEmptyFile, extras }
}

async function* write(dataset: Dataset): AsyncGenerator<ExportPart> {
  const { names, problems } = await exportNames(dataset.images, 'stem')
  for (const problem of problems) yield { kind: 'problem', problem }
  const types = typesOf(dataset.categories.map((category) => category.name))
  yield* renamedClasses(types, classNamesFile)
  let classesLost = 0
  for (const [index, image] of dataset.images.entries()) {
    const boxes = await dataset.boxesOf(image)
    const name = names[index]!
    classesLost += boxes.filter((box) => box.ignore && box.className !== null).length
    yield { kind: 'image', path: `${imageFolder}/${name}`, source: image.file, boxes: boxes.length }
    const frame = storedFrame(keptOf(dataset.extrasOf(image), 'kitti').frame)
    const text = fillLines(
      frame,
      boxes.map((box) => lineOf(box, image.size, types)),
    )
    if (boxes.length > 0 || image.isVerified) yield { kind: 'text', path: `${labelFolder}/${stemOf(name)}.txt`, text }
  }
  yield* splitLists('ImageSets', dataset.images, names)
  if (classesLost > 0) yield ignoreWithoutClass(classesLost)
}

function lineOf(box: LabelledBox, size: Size, types: ReadonlyMap<string, string>): string {
  const print = (some: LabelledBox): string => printKittiLine(some, typeOf(box, types))
  const parse = (row: string): ReadBox | null => {
    const parsed = parseKittiLine(row)
    const isSameType = tokensOf(row)[0] === typeOf(box, types)
    return parsed.kind === 'box' && isSameType ? { ...parsed.box, className: box.className, line: null } : null
  }
  return keptRow(box, { format: 'kitti', units: 'pixels', size, parse, print }) ?? print(box)
}

function ignoreWithoutClass(count: number): ExportPart {
  const message = `${counted(count, 'ignore region')} of a class: written as ${ignoreType}, which has no class`
  return problemItem('ignore-without-class', { file: labelFolder }, message)
}
