/** Label Studio's JSON export: a list of tasks, boxes in percent of the image. */
import type { Problem } from '../../../shared/reports.ts'
import { detectDocuments } from './detectDocuments.ts'
import { type CutDocument, type CutEntry, readDocuments } from './documents.ts'
import { writeDocuments } from './documentsWrite.ts'
import type { FileTree } from './fileTree.ts'
import type { Detection, Format } from './format.ts'
import { joinPath, withSlashes } from './imagePath.ts'
import { firstValue, isListAt, isObjectAt, jsonAt, jsonFrame, jsonMembers, jsonSpans } from './jsonLists.ts'
import { listOf } from './jsonRows.ts'
import { recordOf, textOf } from './jsonValues.ts'
import { cutRow, rowOf, sizeOf } from './labelstudioResult.ts'
import { problemAt } from './problem.ts'
import type { Frame, Span } from './textFrame.ts'

export const labelstudio: Format = {
  id: 'labelstudio',
  label: 'Label Studio',
  keeps: {
    precision: { share: 1e-9 },
    difficult: false,
    truncated: 'no',
    occluded: 'no',
    ignoreRegions: 'no',
    verified: 'emptyOnly',
    split: true,
    classList: false,
    score: true,
    note: false,
  },
  detect,
  read: (tree) => readDocuments('labelstudio', tree, jsonFiles(tree), cut),
  write: (dataset) =>
    writeDocuments(dataset, {
      id: 'labelstudio',
      pathOf: (part) => joinPath(part, 'tasks.json'),
      imagePathOf: (part, name) => joinPath(part, joinPath('images', name)),
      frameOf: () => ({ head: '[\n', gaps: [], tail: '\n]\n' }),
      entryGap: ',\n',
      rowGap: ', ',
      hasEmptyEntries: false,
      // A task that is there keeps the address that its own Label Studio knows.
      entryFrame: ({ name, kept }) => kept ?? freshTask(name),
      row: rowOf,
    }),
}

function freshTask(name: string): Frame {
  return {
    head: `{"data": {"image": ${JSON.stringify(`images/${name}`)}}, "annotations": [{"result": [`,
    gaps: [],
    tail: ']}]}',
  }
}

const jsonFiles = (tree: FileTree): string[] => tree.files.filter((path) => path.toLowerCase().endsWith('.json'))

/** Null when the document is no list of tasks. */
function cut(utf8: Buffer, file: string): CutDocument | null {
  const start = firstValue(utf8)
  const list = { start, end: utf8.lastIndexOf(0x5d) + 1 }
  if (!isListAt(utf8, list)) return null
  const spans = [...jsonSpans(utf8, start)]
  const entries = spans.map((span) => cutTask(utf8, span, file)).filter((entry) => entry !== null)
  if (spans.length > 0 && entries.length === 0) return null
  return { frame: jsonFrame(utf8, { start: 0, end: utf8.length }, list, spans), entries }
}

function cutTask(utf8: Buffer, span: Span, file: string): CutEntry | null {
  const members = isObjectAt(utf8, span) ? jsonMembers(utf8, span.start)! : null
  const data = members?.get('data')
  // A task without work on it is a task still.
  const answers = ['annotations', 'completions', 'predictions'].flatMap((name) => answersIn(utf8, span, name))
  if (!members || !data || !['annotations', 'completions', 'predictions'].some((name) => members.has(name))) return null
  const upload = members.get('file_upload')
  const references = referencesOf(jsonAt(utf8, data).value, upload && jsonAt(utf8, upload).value)
  const chosen = chooseAnswer(answers)
  const list = chosen && listOf(utf8, chosen.span, 'result')
  const plain = { references, units: 'fractions', split: null } as const
  if (!chosen || !list) {
    const around = { head: utf8.toString('utf8', span.start, span.end), gaps: [], tail: '' }
    return { ...plain, size: null, isVerified: false, frame: around, rows: [] }
  }
  const spans = [...jsonSpans(utf8, list.start)]
  return {
    ...plain,
    size: spans.length > 0 ? sizeOf(recordOf(jsonAt(utf8, spans[0]!).value)) : null,
    isVerified: chosen.isPerson && spans.length === 0,
    frame: jsonFrame(utf8, span, list, spans),
    rows: spans.map((row) => cutRow(utf8, row)),
    problems: leftOut(answers.filter(({ isPerson }) => isPerson).length, references[0] ?? '', file),
  }
}

type Answer = { readonly span: Span; readonly isPerson: boolean; readonly isTruth: boolean; readonly at: string }

function answersIn(utf8: Buffer, task: Span, name: string): Answer[] {
  const list = listOf(utf8, task, name)
  const spans = list ? [...jsonSpans(utf8, list.start)].filter((span) => isObjectAt(utf8, span)) : []
  return spans.flatMap((span) => {
    const record = recordOf(jsonAt(utf8, span).value) ?? {}
    if (record.was_cancelled === true) return []
    const at = textOf(record.updated_at) ?? textOf(record.created_at) ?? ''
    return [{ span, isPerson: name !== 'predictions', isTruth: record.ground_truth === true, at }]
  })
}

/** A person's before a model's, the one marked as the truth, else the newest: two answers together would be twice the boxes. */
function chooseAnswer(answers: readonly Answer[]): Answer | undefined {
  const rank = ({ isPerson, isTruth, at }: Answer): string => `${Number(isPerson)}${Number(isTruth)}${at}`
  return [...answers].sort((a, b) => (rank(a) < rank(b) ? 1 : -1))[0]
}

function leftOut(count: number, name: string, file: string): Problem[] {
  if (count < 2) return []
  const message = `has ${count} annotations of ${name}: the one marked as ground truth or else the newest was read, the others are kept`
  return [problemAt('annotations-several', { file }, message)]
}

/** `image` may be a path, an address with a query, or an upload with a hash in front of its name. */
function referencesOf(data: unknown, upload: unknown): string[] {
  const texts = [...Object.values(recordOf(data) ?? {}), upload].filter((value) => typeof value === 'string')
  const paths = texts.map((text) => {
    const local = /[?&]d=([^&]+)/.exec(text)?.[1]
    return withSlashes(decoded(local ?? text.replace(/^\w+:\/\/[^/]+\/|^\/+/, '').replace(/[?#].*$/, '')))
  })
  const likely = paths.filter((path) => path !== '' && !/\s{2}|\n/.test(path))
  return [...new Set(likely.flatMap((path) => [path, path.replace(/(^|\/)[0-9a-f]{8}-(?=[^/]+$)/, '$1')]))]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A lone % is part of the name.
    return text
  }
}

function detect(tree: FileTree): Promise<Detection> {
  return detectDocuments(tree, jsonFiles(tree), {
    isLikely: (text) =>
      /^\s*\[/.test(text) && /"data"\s*:\s*\{/.test(text) && /"(annotations|completions|predictions)"\s*:/.test(text),
    cut,
    reason: 'is a list of tasks with data and annotations',
    none: 'there is no JSON list of tasks',
    confidence: 0.9,
  })
}
