/** An export from the dataset to the finished folder, read back with the format's own reader before it counts. */
import { BoxwrightError } from '../../../shared/errors.ts'
import { openTree } from './fileTree.ts'
import type { Dataset, Format, FormatOptions } from './format.ts'
import { costOf } from './problem.ts'
import { type WriteRequest, type WrittenFiles, writeFiles } from './writeFiles.ts'

type Written = Omit<WrittenFiles, 'keptAside'>
export type ExportRequest = Omit<WriteRequest, 'check'> & { readonly options?: FormatOptions }

export async function exportDataset(format: Format, dataset: Dataset, request: ExportRequest): Promise<WrittenFiles> {
  if (dataset.images.length === 0) {
    throw new BoxwrightError('nothing-to-export', 'No image fits the choice: choose other parts or states.')
  }
  const options = request.options ?? {}
  const check = async (folder: string, written: Written): Promise<void> => {
    const read = await countLabels(format, folder, options, request.signal)
    if (!request.signal?.aborted) assertSame(written, read, format)
  }
  return writeFiles(format.write(dataset, options), { ...request, check })
}

type Counts = { readonly boxes: number; readonly lost: number }

async function countLabels(
  format: Format,
  folder: string,
  options: FormatOptions,
  signal: AbortSignal | undefined,
): Promise<Counts> {
  let boxes = 0
  let lost = 0
  for await (const item of format.read(await openTree(folder), { ...options, withoutExtras: true })) {
    if (signal?.aborted) break
    if (item.kind === 'image') boxes += item.image.boxes.length
    else if (item.kind === 'problem' && costOf(item.problem) !== 'nothing') lost += 1
  }
  return { boxes, lost }
}

function assertSame(written: Written, read: Counts, format: Format): void {
  if (read.boxes === written.boxes && read.lost === 0) return
  const message = `${written.boxes} boxes were written as ${format.label}, but ${read.boxes} read back; nothing was kept.`
  throw new BoxwrightError('internal', message, { written: written.boxes, readBack: read.boxes, problems: read.lost })
}
