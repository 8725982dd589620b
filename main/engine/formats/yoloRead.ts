/** Reads YOLO text files in the folder layouts of labelImg, Ultralytics, Roboflow and Darknet. */
import { keyOfContent } from './contentKey.ts'
import { counted } from './counted.ts'
import { dotaLines, parseDotaLine } from './dota.ts'
import type { FileTree } from './fileTree.ts'
import type { ReadBox, ReadItem } from './format.ts'
import { fileNameOf, splitOfName, stemOf } from './imagePath.ts'
import { type Place, type ProblemKind, problemItem } from './problem.ts'
import { type LabelFiles, labelFilesOf, readEachFile } from './readEachFile.ts'
import { type Frame, lineFrame } from './textFrame.ts'
import { type TextLine, textLines } from './textLines.ts'
import { type ClassList, classListFinder, findClassLists } from './yoloClasses.ts'
import { parseYoloLine, type YoloBoxLine } from './yoloLine.ts'
import { type PartOf, yoloParts } from './yoloParts.ts'

export async function* readYolo(tree: FileTree): AsyncGenerator<ReadItem> {
  const { lists, files: listFiles, problems } = await findClassLists(tree)
  const { paths, ignored } = yoloLabelFiles(tree, listFiles)
  const listFor = classListFinder(lists)
  const partOf = await yoloParts(tree)
  yield* problems
  const used = new Set(paths.map(listFor).filter((list) => list !== null))
  for (const { file, names, extra } of used) {
    yield { kind: 'classes', file, names: [...names.values()] }
    if (extra) yield { kind: 'source', source: { format: 'yolo', key: keyOfContent(extra), file, content: extra } }
    if (file.startsWith('..')) yield listAbove(file)
  }
  if (lists.length === 0) yield noClassList(tree)
  const others = ignored.filter((path) => !isImageList(path))
  if (others.length > 0) yield ignoredFiles(others)
  yield* readEachFile(tree, paths, (text, path) => parseFile(text, path, listFor(path), partOf))
}

export function yoloLabelFiles(tree: FileTree, listFiles: ReadonlySet<string>): LabelFiles {
  const { paths, ignored } = labelFilesOf(tree, '.txt', 'labels')
  const isLabelFile = (path: string): boolean => !listFiles.has(path)
  return { paths: paths.filter(isLabelFile), ignored: ignored.filter(isLabelFile) }
}

/** `train.txt` and the like; an image may be called so too, then the lines tell. */
const isImageList = (path: string): boolean => splitOfName(stemOf(fileNameOf(path))) !== null

function noClassList(tree: FileTree): ReadItem {
  const message =
    'has no data.yaml with names, no obj.names and no classes.txt: classes are called "class 0", "class 1" …'
  return problemItem('class-list-missing', { file: tree.root || '.' }, message)
}

function listAbove(file: string): ReadItem {
  return problemItem('class-list-above', { file }, 'lies outside the chosen folder; the class names were taken from it')
}

function ignoredFiles(ignored: readonly string[]): ReadItem {
  const others = ignored.length > 1 ? ` and ${counted(ignored.length - 1, 'more text file')}` : ''
  return problemItem('files-ignored', { file: ignored[0]! }, `this${others} outside of "labels" folders: not read`)
}

function parseFile(text: string, path: string, classes: ClassList | null, partOf: PartOf): ReadItem[] {
  const lines = textLines(text)
  const dota = dotaLines(lines)
  if (dota) return dotaItems(dota, path, partOf)
  if (lines.length > 0 && !lines.some((line) => /^\d+(\.0*)?\s/.test(line.text))) {
    if (isImageList(path)) return []
    return [problemItem('file-foreign', { file: path }, 'holds no YOLO line and was not read')]
  }
  const boxes: ReadBox[] = []
  const problems: ReadItem[] = []
  const remarks: ProblemKind[] = []
  for (const line of lines) {
    const place = { file: path, line: line.number }
    const parsed = parseYoloLine(line.text, classes?.hasKeypoints ?? false)
    if (parsed.kind !== 'box') {
      problems.push(problemItem(parsed.kind, place, parsed.message))
      continue
    }
    const className = classNameOf(parsed.classIndex, classes)
    if (className === undefined) problems.push(classUnknown(parsed.classIndex, classes!, place))
    else boxes.push(readBox(parsed, className, line))
    if (parsed.remark) remarks.push(parsed.remark)
  }
  const image = imageItem(path, boxes, lines.length === 0, lineFrame(text, lines))
  return [...problems, ...remarkItems(remarks, path), { kind: 'image', image: { ...image, split: partOf(path) } }]
}

const plainBox = { difficult: false, truncated: null, occluded: null, ignore: false, note: '' } as const

function readBox({ box, score }: YoloBoxLine, className: string, line: TextLine): ReadBox {
  return { ...plainBox, ...box, score, className, extras: { yolo: { row: line.text } }, line: line.number }
}

function classNameOf(index: number, classes: ClassList | null): string | undefined {
  return classes ? classes.names.get(index) : `class ${index}`
}

function classUnknown(index: number, classes: ClassList, place: Place): ReadItem {
  const known = `${classes.file}, which has ${counted(classes.names.size, 'name')} from 0`
  return problemItem('class-unknown', place, `class ${index} is not in ${known}; the box was left out`)
}

const remarkTexts: Partial<Record<ProblemKind, string>> = {
  'score-read': 'with a sixth number, taken for the score of the box',
  'polygon-boxed': 'with a polygon or a turned box; the box around it was taken',
  'extras-kept': 'with keypoints, kept with the box',
}

function dotaItems(lines: readonly TextLine[], path: string, partOf: PartOf): ReadItem[] {
  const boxes = lines.map(parseDotaLine).filter((box) => box !== null)
  const broken = lines.filter((line) => parseDotaLine(line) === null)
  const image = { ...imageItem(path, boxes, false, null), units: 'pixels', split: partOf(path) } as const
  const message = `${counted(boxes.length, 'turned box', 'turned boxes')} of DOTA; the box around each was taken`
  return [
    ...broken.map(({ number }) => problemItem('line-broken', { file: path, line: number }, dotaBroken)),
    problemItem('polygon-boxed', { file: path }, message),
    { kind: 'image', image },
  ]
}

const dotaBroken = 'is not eight numbers and a class, as the other lines are; it was left out'

/** One remark for a file, not one for each of its lines. */
function remarkItems(remarks: readonly ProblemKind[], file: string): ReadItem[] {
  return [...new Set(remarks)].map((kind) => {
    const count = remarks.filter((remark) => remark === kind).length
    return problemItem(kind, { file }, `${counted(count, 'line')} ${remarkTexts[kind]}`)
  })
}

function imageItem(path: string, boxes: readonly ReadBox[], isEmptyFile: boolean, frame: Frame | null) {
  return {
    references: [stemOf(path)],
    sourceFile: path,
    size: null,
    units: 'fractions',
    boxes,
    // An empty file is how this format says that there is nothing to find.
    isVerified: isEmptyFile,
    extras: frame && { yolo: { frame } },
  } as const
}
