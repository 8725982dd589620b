/** The formats. A new one is a file of its own and an entry here. */
import { BoxwrightError } from '../../../shared/errors.ts'
import type { DetectedFormat } from '../../../shared/reports.ts'
import { coco } from './coco.ts'
import { cocoResults } from './cocoResults.ts'
import { createml } from './createml.ts'
import { csv } from './csvTable.ts'
import { cvat } from './cvat.ts'
import type { FileTree } from './fileTree.ts'
import type { Format, FormatId } from './format.ts'
import { kitti } from './kitti.ts'
import { kittiResults } from './kittiResults.ts'
import { labelme } from './labelme.ts'
import { labelstudio } from './labelstudio.ts'
import { openimages } from './openimages.ts'
import { via } from './via.ts'
import { voc } from './voc.ts'
import { yolo } from './yolo.ts'

export const formats: readonly Format[] = [
  voc,
  yolo,
  coco,
  kitti,
  createml,
  labelme,
  labelstudio,
  via,
  cvat,
  csv,
  openimages,
  cocoResults,
  kittiResults,
]

export function formatOf(id: FormatId): Format {
  const format = formats.find((candidate) => candidate.id === id)
  if (!format) throw new BoxwrightError('format-unknown', `There is no format "${id}".`, { format: id })
  return format
}

export type Detected = {
  readonly format: Format | null
  readonly reason: string
  /** All that were found, the likeliest first. */
  readonly candidates: readonly DetectedFormat[]
}

/** The likeliest format of the tree; the reason also says what else was seen, or why nothing was. */
export async function detectFormat(tree: FileTree, among: readonly Format[] = formats): Promise<Detected> {
  const seen = await Promise.all(among.map(async (format) => ({ format, ...(await format.detect(tree)) })))
  const found = seen
    .filter(({ labelFiles }) => labelFiles > 0)
    .sort((a, b) => b.labelFiles * isLikely(b) - a.labelFiles * isLikely(a) || b.confidence - a.confidence)
  const candidates = found.map(
    ({ format, classes, parts, ...rest }): DetectedFormat => ({
      ...rest,
      format: format.id,
      classes: [...classes],
      parts: [...parts],
    }),
  )
  const [best, ...others] = found
  if (!best) {
    return {
      format: null,
      candidates,
      reason: seen.map(({ format, reason }) => `${format.label}: ${reason}`).join('\n'),
    }
  }
  const also = others.map(({ format, reason }) => `${format.label} (${reason})`).join(', ')
  return { format: best.format, candidates, reason: also ? `${best.reason}; there is also ${also}` : best.reason }
}

/** Where two formats are sure, the one with more files counts; a guess never beats them. */
const isLikely = ({ confidence }: { readonly confidence: number }): number => (confidence < 0.5 ? 0 : 1)
