/**
 * A COCO document without its images, categories and annotations: info, licences, the order of the lists and the space
 * between, kept so that the document can be written again.
 */
import { z } from 'zod'
import type { JsonObject } from '../../../shared/model.ts'
import type { SourceDocument } from './format.ts'
import type { Frame, Span } from './textFrame.ts'

export const cocoLists = ['images', 'categories', 'annotations'] as const
export type CocoList = (typeof cocoLists)[number]

const slot = z.object({ list: z.enum(cocoLists), gaps: z.array(z.string()) })
const template = z.object({
  /** The text, with a slot where a list has its elements. */
  parts: z.array(z.union([z.string(), slot])),
  categories: z.array(z.object({ id: z.number(), name: z.string(), row: z.string() })),
  /** The highest id of an annotation. */
  lastId: z.number(),
})
export type CocoTemplate = z.infer<typeof template>

export type ScannedList = { readonly list: CocoList; readonly span: Span; readonly frame: Frame }

/** Cuts the elements of the lists out of a document. Each frame is that of its list alone, brackets included. */
export function partsOfDocument(bytes: Buffer, lists: readonly ScannedList[]): CocoTemplate['parts'] {
  const parts: CocoTemplate['parts'] = []
  let at = 0
  let text = ''
  for (const { list, span, frame } of [...lists].sort((a, b) => a.span.start - b.span.start)) {
    parts.push(text + bytes.toString('utf8', at, span.start) + frame.head, { list, gaps: frame.gaps })
    text = frame.tail
    at = span.end
  }
  return [...parts, text + bytes.toString('utf8', at)]
}

export function storedTemplate(source: SourceDocument | undefined): CocoTemplate | null {
  return template.safeParse(source?.content).data ?? null
}

export const freshTemplate: CocoTemplate = {
  parts: [
    '{"info": {"description": "Boxwright"}, "licenses": [],\n"categories": [\n',
    { list: 'categories', gaps: [] },
    '\n],\n"images": [\n',
    { list: 'images', gaps: [] },
    '\n],\n"annotations": [\n',
    { list: 'annotations', gaps: [] },
    '\n]}\n',
  ],
  categories: [],
  lastId: 0,
}

export const usualGap = ',\n'

/** What stands around the annotations, with the other lists filled in. */
export function annotationFrame(
  { parts }: CocoTemplate,
  rows: Readonly<Record<'images' | 'categories', readonly string[]>>,
): Frame {
  let [head, tail] = ['', '']
  let gaps: string[] | null = null
  for (const part of parts) {
    if (typeof part !== 'string' && part.list === 'annotations') gaps = part.gaps
    else {
      const text = typeof part === 'string' ? part : joined(rows[part.list as 'images' | 'categories'], part.gaps)
      if (gaps) tail += text
      else head += text
    }
  }
  return { head, gaps: gaps ?? [], tail }
}

function joined(rows: readonly string[], gaps: readonly string[]): string {
  return rows
    .map((row, index) => (index === 0 ? row : (gaps[gaps.length > 1 ? index - 1 : 0] ?? gaps[0] ?? usualGap) + row))
    .join('')
}

/** The template as the content of a source. */
export const contentOf = (made: CocoTemplate): JsonObject => made as unknown as JsonObject
