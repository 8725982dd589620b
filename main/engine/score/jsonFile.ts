/** A JSON file, plain or gzipped, that is asked for field by field; what is not as expected is named with its place. */
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { invalidFile, unreadableFile } from './scoreInput.ts'

export async function readJsonFile(file: string): Promise<JsonFile> {
  const text = await readText(file)
  try {
    return new JsonFile(file, JSON.parse(text))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw invalidFile(file, '', `is not valid JSON (${reason})`, 'Write it again; NaN, for one, is not JSON.')
  }
}

async function readText(file: string): Promise<string> {
  try {
    const bytes = await readFile(file)
    // The two bytes with which every gzip file begins.
    const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b
    return (isGzip ? gunzipSync(bytes) : bytes).toString('utf8')
  } catch (error) {
    throw unreadableFile(file, error)
  }
}

export class JsonFile {
  private readonly file: string
  private readonly content: unknown

  constructor(file: string, content: unknown) {
    this.file = file
    this.content = content
  }

  /** The file itself, which must be a list. */
  asList(): readonly unknown[] {
    if (Array.isArray(this.content)) return this.content
    const remedy = 'A COCO results file is one list of {image_id, category_id, bbox, score}.'
    throw this.invalid('', 'is not a list', remedy)
  }

  /** A list of the file's object. */
  list(name: string): readonly unknown[] {
    const value = fieldOf(this.content, name)
    if (Array.isArray(value)) return value
    const remedy = 'A COCO ground truth file has the lists images, annotations and categories.'
    throw this.invalid(name, 'is not a list', remedy)
  }

  number(item: unknown, place: string, name: string): number {
    const value = fieldOf(item, name)
    if (typeof value === 'number' && Number.isFinite(value)) return value
    const problem = value === undefined ? 'is missing' : `is ${JSON.stringify(value)}, not a number`
    throw this.invalid(`${place}.${name}`, problem, 'Write a number there.')
  }

  optionalNumber(item: unknown, place: string, name: string, absent: number): number {
    const value = fieldOf(item, name)
    if (value === undefined || value === null) return absent
    return typeof value === 'boolean' ? Number(value) : this.number(item, place, name)
  }

  xywh(item: unknown, place: string): Xywh {
    const box = fieldOf(item, 'bbox')
    if (Array.isArray(box) && box.length === 4 && box.every(Number.isFinite)) return box as unknown as Xywh
    const problem = box === undefined ? 'is missing' : 'is not a box'
    throw this.invalid(`${place}.bbox`, problem, 'Give four numbers: [x, y, width, height] in pixels.')
  }

  invalid(place: string, problem: string, remedy: string): Error {
    return invalidFile(this.file, place, problem, remedy)
  }
}

export type Xywh = readonly [x: number, y: number, width: number, height: number]

/** Undefined also when the item is no object. */
export function fieldOf(item: unknown, name: string): unknown {
  return typeof item === 'object' && item !== null ? (item as Readonly<Record<string, unknown>>)[name] : undefined
}
