/** Writes the parts of an export, all of them or none, and reads them back before the folder takes its name. */
import { BoxwrightError } from '../../../shared/errors.ts'
import type { ImageHandling } from '../../../shared/exchange/exportSettings.ts'
import type { Problem } from '../../../shared/reports.ts'
import { BatchWriter, type CopyInstead } from './batchWriter.ts'
import type { ExportPart } from './format.ts'
import { pauses } from './pauses.ts'
import { inWholeFolder, type WholeFolder } from './wholeFolder.ts'

export type WriteRequest = WholeFolder & {
  readonly images: ImageHandling
  readonly copyInstead?: CopyInstead
  readonly signal?: AbortSignal | undefined
  /** Called with the number of images done so far. */
  readonly onProgress?: ((imagesDone: number) => void) | undefined
  /** Looks at the finished folder before it takes the target's name; what it throws ends the export. */
  readonly check?: (folder: string, written: Omit<WrittenFiles, 'keptAside'>) => Promise<void>
}

export type WrittenFiles = {
  readonly images: number
  readonly boxes: number
  /** Paths inside the directory, images apart, as found on the disk afterwards. */
  readonly files: readonly string[]
  readonly problems: readonly Problem[]
  /** Where the folder is now that was there before; null when none was. */
  readonly keptAside: string | null
}

export async function writeFiles(parts: AsyncIterable<ExportPart>, request: WriteRequest): Promise<WrittenFiles> {
  const { result, keptAside } = await inWholeFolder(request, async (folder) => {
    const written = await writeAll(parts, folder, request)
    await request.check?.(folder, written)
    throwIfCancelled(request.signal)
    return written
  })
  return { ...result, keptAside }
}

async function writeAll(
  parts: AsyncIterable<ExportPart>,
  folder: string,
  request: WriteRequest,
): Promise<Omit<WrittenFiles, 'keptAside'>> {
  const problems: Problem[] = []
  const writer = new BatchWriter(folder, request.images, request.copyInstead)
  let images = 0
  let boxes = 0
  const pause = pauses()
  for await (const part of parts) {
    const due = pause()
    if (due) await due
    throwIfCancelled(request.signal)
    if (part.kind === 'problem') problems.push(part.problem)
    else if (part.kind === 'text') writer.addText(part.path, part.text)
    else {
      writer.addImage(part.path, part.source)
      images += 1
      boxes += part.boxes
    }
    if (writer.isFull()) {
      await writer.flush()
      request.onProgress?.(images)
    }
  }
  await writer.flush()
  request.onProgress?.(images)
  const files = await writer.readBack()
  return { images, boxes, files, problems: [...problems, ...writer.problems] }
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new BoxwrightError('cancelled', 'The export was cancelled; nothing was written.')
}
