/** Writes COCO results, and beside them which images and classes their ids stand for. */
import { boxHeight, boxWidth } from '../../../shared/box.ts'
import { changeOf } from './boxChange.ts'
import { categoryIds as cocoCategoryIds, entriesOf, sourceOf, withIds } from './cocoIds.ts'
import { boxOfResult } from './cocoResultRow.ts'
import { DocumentWriter } from './documentWriter.ts'
import { exportNames, splitFolders } from './exportNames.ts'
import type { Dataset, DatasetImage, ExportPart, LabelledBox } from './format.ts'
import { ignoreLeftOut } from './ignoreLeftOut.ts'
import { joinPath } from './imagePath.ts'
import { idOf, numberOf, recordOf } from './jsonValues.ts'
import { keptOf } from './keptRow.ts'
import { frame } from './textFrame.ts'

export async function* writeResults(dataset: Dataset): AsyncGenerator<ExportPart> {
  const { names, problems } = await exportNames(dataset.images, 'name')
  for (const problem of problems) yield { kind: 'problem', problem }
  const folderOf = splitFolders(dataset.images)
  const ids = categoryIds(dataset)
  const imageIds = await imageIdsOf(dataset, names)
  const writers = new Map<string, DocumentWriter>()
  let ignored = 0
  for (const [index, image] of dataset.images.entries()) {
    const part = folderOf(image)
    const { source } = keptOf(dataset.extrasOf(image), 'cocoResults')
    const all = await dataset.boxesOf(image)
    const boxes = all.filter((box) => !box.ignore)
    ignored += all.length - boxes.length
    yield {
      kind: 'image',
      path: joinPath('images', joinPath(part, names[index]!)),
      source: image.file,
      boxes: boxes.length,
    }
    const writer = writers.get(part) ?? documentOf(dataset, part, source)
    writers.set(part, writer)
    const imageId = imageIds.get(image.id)!
    for (const box of boxes)
      yield* writer.add(numberOf(keptOf(box.extras, 'cocoResults').at), rowOf(box, image, imageId, ids))
  }
  for (const [part, writer] of writers) {
    yield* writer.end()
    yield {
      kind: 'text',
      path: `annotations/image_info_${part || 'default'}.json`,
      text: imageInfo(dataset, { names, part, ids, imageIds }),
    }
  }
  yield* ignoreLeftOut('results', ignored, 'results have none')
}

/** Those of the results that the images came from; else those that the labels get as COCO, so that both can be scored. */
async function imageIdsOf(dataset: Dataset, names: readonly string[]): Promise<ReadonlyMap<number, number | string>> {
  const folderOf = splitFolders(dataset.images)
  const byPart = Map.groupBy(await entriesOf(dataset, names), ({ image }) => folderOf(image))
  const ids = [...byPart.values()].flatMap((entries) => withIds(entries, sourceOf(entries)))
  return new Map(
    ids.map(({ entry: { image }, id }) => {
      const kept = keptOf(dataset.extrasOf(image), 'cocoResults').id
      return [image.id, numberOf(kept) ?? (typeof kept === 'string' ? kept : id)]
    }),
  )
}

function categoryIds(dataset: Dataset): ReadonlyMap<string, number | string> {
  const given = dataset.sources.flatMap(({ content }) => Object.entries(recordOf(content.ids) ?? {}))
  if (given.length === 0) return cocoCategoryIds(dataset)
  const known = new Map(given.map(([name, id]) => [name, numberOf(id) ?? String(id)]))
  let next = dataset.categories.reduce((last, { id }) => Math.max(last, id), 0)
  for (const id of known.values()) next = Math.max(next, typeof id === 'number' ? id : 0)
  return new Map(dataset.categories.map(({ name }) => [name, known.get(name) ?? ++next]))
}

function documentOf(dataset: Dataset, part: string, key: unknown): DocumentWriter {
  const kept = frame.safeParse(dataset.sources.find((source) => source.key === key)?.content.frame).data
  return new DocumentWriter(
    `results_${part || 'default'}.json`,
    kept ?? { head: '[\n', gaps: [], tail: '\n]\n' },
    ',\n',
  )
}

function rowOf(
  box: LabelledBox,
  image: DatasetImage,
  imageId: unknown,
  ids: ReadonlyMap<string, number | string>,
): string {
  const { row } = keptOf(box.extras, 'cocoResults')
  const given = typeof row === 'string' ? recordOf(JSON.parse(row)) : null
  const fresh = {
    image_id: imageId,
    category_id: ids.get(box.className ?? ''),
    bbox: [box.x1, box.y1, boxWidth(box), boxHeight(box)],
    // A person's box is certain.
    score: box.score ?? 1,
  }
  const classes = new Map([...ids].map(([name, id]) => [String(id), name]))
  const read = given && boxOfResult(given, classes)
  const change = read && typeof read !== 'string' ? changeOf(read, box, { units: 'pixels', size: image.size }) : null
  const isSame =
    change && !change.isMoved && !change.isScored && !change.isRelabelled && idOf(given?.image_id) === String(imageId)
  return isSame ? String(row) : JSON.stringify({ ...given, ...fresh })
}

type Info = {
  readonly names: readonly string[]
  readonly part: string
  readonly ids: ReadonlyMap<string, number | string>
  readonly imageIds: ReadonlyMap<number, number | string>
}

function imageInfo(dataset: Dataset, { names, part, ids, imageIds }: Info): string {
  const folderOf = splitFolders(dataset.images)
  const images = dataset.images.flatMap((image, index) =>
    folderOf(image) === part ? [{ id: imageIds.get(image.id), file_name: names[index], ...image.size }] : [],
  )
  const categories = [...ids].map(([name, id]) => ({ id, name }))
  return `${JSON.stringify({ images, categories }, null, 1)}\n`
}
