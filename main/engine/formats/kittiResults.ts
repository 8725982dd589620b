/**
 * KITTI's 2D results, as its development kit scores them: data/NAME.txt with lines of 16 fields, the score last, and a file
 * for every image, also for one on which nothing was found.
 */
import { counted } from './counted.ts'
import { notDetected } from './detection.ts'
import { exportNames } from './exportNames.ts'
import type { FileTree } from './fileTree.ts'
import type { Dataset, Detection, ExportPart, Format, LabelledBox, ReadBox, ReadItem } from './format.ts'
import { ignoreLeftOut } from './ignoreLeftOut.ts'
import { stemOf } from './imagePath.ts'
import { keptOf, keptRow } from './keptRow.ts'
import { ignoreType, parseKittiLine, printKittiResult } from './kittiLine.ts'
import { readClassNames, renamedClasses, typeOf, typesOf } from './kittiTypes.ts'
import { problemItem } from './problem.ts'
import { labelFilesOf, readEachFile, sampleTexts } from './readEachFile.ts'
import { isSplitList, readSplitLists, splitLists } from './splitLists.ts'
import { fillLines, lineFrame, storedFrame } from './textFrame.ts'
import { type TextLine, textLines, tokensOf } from './textLines.ts'

export const kittiResults: Format = {
  id: 'kittiResults',
  label: 'KITTI results',
  keeps: {
    precision: { pixels: 0.000_05 },
    difficult: false,
    truncated: 'share',
    occluded: 'level',
    ignoreRegions: 'no',
    verified: 'no',
    split: true,
    classList: false,
    score: true,
    note: false,
  },
  detect,
  read,
  write,
}

const resultFolder = 'data'
const classNamesFile = 'class_names.tsv'
const fieldCount = 16

const resultFiles = (tree: FileTree): string[] =>
  labelFilesOf(tree, '.txt', resultFolder).paths.filter((path) => !isSplitList(path))

/** Datumaro and CVAT write labels with 16 fields too: in label_2, with a score of 1 throughout, and with ignore regions. */
async function detect(tree: FileTree): Promise<Detection> {
  const paths = resultFiles(tree)
  const lines = (await sampleTexts(tree, paths, 5)).flatMap(textLines).map(({ text }) => tokensOf(text))
  const isResults =
    lines.length > 0 &&
    lines.every((tokens) => tokens.length === fieldCount && tokens[0] !== ignoreType && parsed(tokens.join(' '))) &&
    (lines.some((tokens) => Number(tokens.at(-1)) !== 1) || paths.every(isInResultFolder))
  if (!isResults) return notDetected('there are no text files with the 16 fields of KITTI results')
  return {
    labelFiles: paths.length,
    reason: `${counted(paths.length, 'text file')} with KITTI lines and scores`,
    layout: 'flat',
    classes: [...new Set(lines.map((tokens) => tokens[0]!))],
    parts: [],
    confidence: 0.96,
  }
}

const isInResultFolder = (path: string): boolean => path.split('/').slice(0, -1).includes(resultFolder)
/** As the lists of the parts have it. */
const withoutResultFolder = (path: string): string => path.replace(/^(.*\/)?data\//, '')

async function* read(tree: FileTree): AsyncGenerator<ReadItem> {
  const { names, problems } = await readClassNames(tree, classNamesFile)
  yield* problems
  const splitOf = await readSplitLists(tree)
  yield* readEachFile(tree, resultFiles(tree), (text, path) => {
    const lines = textLines(text)
    // Type and box alone would be five fields and more.
    if (lines.length > 0 && lines.every((line) => tokensOf(line.text).length < 5)) {
      return [problemItem('file-foreign', { file: path }, 'holds no KITTI line and was not read')]
    }
    const { boxes, broken } = parseFile(lines, path, names)
    const frame = lineFrame(text, lines)
    const image = { sourceFile: path, size: null, units: 'pixels', boxes, isVerified: false } as const
    const extras = frame && { kittiResults: { frame } }
    return [
      ...broken,
      {
        kind: 'image',
        image: { ...image, references: [stemOf(path)], split: splitOf(withoutResultFolder(path)), extras },
      },
    ]
  })
}

function parseFile(lines: readonly TextLine[], file: string, names: ReadonlyMap<string, string>) {
  const boxes: ReadBox[] = []
  const broken: ReadItem[] = []
  for (const { text: line, number } of lines) {
    const box = parsed(line)
    if (box) boxes.push({ ...box, className: names.get(box.className ?? '') ?? box.className, line: number })
    else broken.push(problemItem('line-broken', { file, line: number }, reasonOf(line)))
  }
  return { boxes, broken }
}

/** The row itself is kept only where printing the box would give another. */
function parsed(line: string): LabelledBox | null {
  const found = parseKittiLine(line)
  if (found.kind !== 'box' || found.box.score === null) return null
  const isPlain = printKittiResult(found.box, tokensOf(line)[0]!) === line
  const extras = isPlain ? found.box.extras : { ...found.box.extras, kittiResults: { row: line } }
  return { ...found.box, extras }
}

function reasonOf(line: string): string {
  const found = parseKittiLine(line)
  if (found.kind === 'line-broken') return found.message
  return 'has 15 fields where KITTI results have 16, with the score last; the line was left out'
}

async function* write(dataset: Dataset): AsyncGenerator<ExportPart> {
  const { names, problems } = await exportNames(dataset.images, 'stem')
  for (const problem of problems) yield { kind: 'problem', problem }
  const types = typesOf(dataset.categories.map((category) => category.name))
  yield* renamedClasses(types, classNamesFile)
  let ignored = 0
  for (const [index, image] of dataset.images.entries()) {
    const all = await dataset.boxesOf(image)
    const boxes = all.filter((box) => !box.ignore && box.className !== null)
    ignored += all.length - boxes.length
    yield { kind: 'image', path: `image_2/${names[index]!}`, source: image.file, boxes: boxes.length }
    const frame = storedFrame(keptOf(dataset.extrasOf(image), 'kittiResults').frame)
    const rows = boxes.map((box) => {
      const print = (some: LabelledBox): string => printKittiResult(some, typeOf(box, types))
      const parse = (row: string): ReadBox | null => {
        const read = tokensOf(row)[0] === typeOf(box, types) ? parsed(row) : null
        return read && { ...read, className: box.className, line: null }
      }
      return keptRow(box, { format: 'kittiResults', units: 'pixels', size: image.size, parse, print }) ?? print(box)
    })
    yield { kind: 'text', path: `${resultFolder}/${stemOf(names[index]!)}.txt`, text: fillLines(frame, rows) }
  }
  yield* splitLists('ImageSets', dataset.images, names)
  yield* ignoreLeftOut(resultFolder, ignored, 'results have none')
}
