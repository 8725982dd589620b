/** What an export would write, counted without a disk. */
import { BoxwrightError } from '../../../shared/errors.ts'
import type { Problem } from '../../../shared/reports.ts'
import type { ExportPart } from './format.ts'
import { pauses } from './pauses.ts'

export type CountedParts = {
  readonly images: number
  readonly boxes: number
  readonly labelFiles: number
  /** Of the label files. */
  readonly bytes: number
  readonly files: string[]
  readonly problems: Problem[]
}
type CountOptions = { readonly signal: AbortSignal; readonly onProgress: (imagesDone: number) => void }

/** So many paths tell how the folder will look; nobody reads more. */
const mostFiles = 1000

export async function countParts(
  parts: AsyncIterable<ExportPart>,
  { signal, onProgress }: CountOptions,
): Promise<CountedParts> {
  const paths = new Set<string>()
  const problems: Problem[] = []
  const counts = { images: 0, boxes: 0, bytes: 0 }
  const pause = pauses()
  for await (const part of parts) {
    if (signal.aborted) throw new BoxwrightError('cancelled', 'Counting was cancelled.')
    if (part.kind === 'problem') problems.push(part.problem)
    else if (part.kind === 'text') {
      paths.add(part.path)
      counts.bytes += Buffer.byteLength(part.text)
    } else {
      counts.images += 1
      counts.boxes += part.boxes
    }
    const due = pause()
    if (!due) continue
    onProgress(counts.images)
    await due
  }
  return { ...counts, labelFiles: paths.size, files: [...paths].slice(0, mostFiles), problems }
}
