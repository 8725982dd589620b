/** The formats. A new one is a file of its own and an entry here. */
import { BoxwrightError } from '../../../shared/errors.ts'
import { coco } from './coco.ts'
import type { FileTree } from './fileTree.ts'
import type { Format, FormatId } from './format.ts'
import { kitti } from './kitti.ts'
import { voc } from './voc.ts'
import { yolo } from './yolo.ts'

export const formats: readonly Format[] = [voc, yolo, coco, kitti]

export function formatOf(id: FormatId): Format {
  const format = formats.find((candidate) => candidate.id === id)
  if (!format) throw new BoxwrightError('format-unknown', `There is no format "${id}".`, { format: id })
  return format
}

export type DetectedFormat = { readonly format: Format | null; readonly reason: string }

/** The format with the most label files in the tree; the reason also says what else was seen, or why nothing was. */
export async function detectFormat(tree: FileTree, candidates: readonly Format[] = formats): Promise<DetectedFormat> {
  const seen = await Promise.all(candidates.map(async (format) => ({ format, ...(await format.detect(tree)) })))
  const found = seen.filter(({ labelFiles }) => labelFiles > 0).sort((a, b) => b.labelFiles - a.labelFiles)
  const [best, ...others] = found
  if (!best) return { format: null, reason: seen.map(({ format, reason }) => `${format.label}: ${reason}`).join('; ') }
  const also = others.map(({ format, reason }) => `${format.label} (${reason})`).join(', ')
  return { format: best.format, reason: also ? `${best.reason}; there is also ${also}` : best.reason }
}
