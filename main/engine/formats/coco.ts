/** COCO instances: one JSON document for each part, with boxes as [x, y, width, height] in exact pixels. */
import { boxArea, boxHeight, boxWidth } from '../../../shared/box.ts'
import { type JsonObject, jsonObject } from '../../../shared/model.ts'
import { cocoClasses, cocoFiles, readCoco } from './cocoRead.ts'
import { notDetected, partsOf } from './detection.ts'
import { exportNames, splitFolders } from './exportNames.ts'
import type { FileTree } from './fileTree.ts'
import type { Dataset, DatasetImage, Detection, ExportPart, Format, LabelledBox } from './format.ts'
import { ignoreLeftOut } from './ignoreLeftOut.ts'
import { joinPath } from './imagePath.ts'
import { valueOfClass } from './valueOfClass.ts'

export const coco: Format = {
  id: 'coco',
  label: 'COCO',
  keeps: {
    precision: { share: 1e-9 },
    difficult: true,
    truncated: 'share',
    occluded: 'level',
    ignoreRegions: 'withClass',
    verified: 'always',
    split: true,
    classList: true,
    score: false,
    note: false,
  },
  detect,
  read: readCoco,
  write,
}

async function detect(tree: FileTree): Promise<Detection> {
  const files: string[] = []
  const classes = new Set<string>()
  for (const path of cocoFiles(tree).slice(0, 20)) {
    const bytes = await tree.read(path).catch(() => null)
    const text = bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (!text || !['"images"', '"annotations"', '"categories"'].every((name) => text.includes(name))) continue
    files.push(path)
    for (const name of cocoClasses(text)) classes.add(name)
  }
  if (!files[0]) return notDetected('there is no JSON file with images and annotations')
  return {
    labelFiles: files.length,
    reason: `${files[0]} has COCO's lists`,
    layout: files.length > 1 ? 'documents' : 'oneDocument',
    classes: [...classes],
    parts: partsOf(files),
    confidence: 0.95,
  }
}

async function* write(dataset: Dataset): AsyncGenerator<ExportPart> {
  const { names, problems } = exportNames(dataset.images, 'name')
  for (const problem of problems) yield { kind: 'problem', problem }
  const folderOf = splitFolders(dataset.images)
  const documents = new Map([...new Set(dataset.images.map(folderOf))].map((part) => [part, new CocoDocument(part)]))
  for (const [part, document] of documents) yield document.begin(headOf(dataset, names, part, folderOf))
  const categoryIds = new Map(dataset.categories.map((category) => [category.name, category.id]))
  let nextId = 1
  let ignored = 0
  for (const [index, image] of dataset.images.entries()) {
    const boxes = await dataset.boxesOf(image)
    const written = boxes.filter((box) => box.className !== null)
    ignored += boxes.length - written.length
    const part = folderOf(image)
    yield {
      kind: 'image',
      path: joinPath('images', joinPath(part, names[index]!)),
      source: image.file,
      boxes: written.length,
    }
    yield* documents.get(part)!.add(written.map((box) => annotationOf(box, nextId++, image.id, categoryIds)))
  }
  for (const document of documents.values()) yield document.end()
  yield* ignoreLeftOut('annotations', ignored, 'they belong to no class, and COCO knows only those of a class')
}

/** Everything before the annotations. */
function headOf(
  dataset: Dataset,
  names: readonly string[],
  part: string,
  folderOf: (image: DatasetImage) => string,
): string {
  const images = dataset.images.flatMap((image, index) => {
    if (folderOf(image) !== part) return []
    const entry = {
      id: image.id,
      file_name: names[index],
      ...image.size,
      ...(image.isVerified ? { verified: true } : {}),
    }
    return [JSON.stringify(entry)]
  })
  const categories = dataset.categories.map(({ id, name }) => JSON.stringify({ id, name }))
  const lists = `"categories": [\n${categories.join(',\n')}\n],\n"images": [\n${images.join(',\n')}\n]`
  return `{"info": {"description": "Boxwright"}, "licenses": [],\n${lists},\n"annotations": [`
}

function annotationOf(
  box: LabelledBox,
  id: number,
  imageId: number,
  categoryIds: ReadonlyMap<string, number>,
): JsonObject {
  const attributes = attributesOf(box)
  return {
    id,
    image_id: imageId,
    category_id: valueOfClass(categoryIds, box.className),
    bbox: [box.x1, box.y1, boxWidth(box), boxHeight(box)],
    area: boxArea(box),
    iscrowd: box.ignore ? 1 : 0,
    segmentation: [],
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  }
}

/** What COCO has no field for, where CVAT and Datumaro keep it. */
function attributesOf(box: LabelledBox): JsonObject {
  return {
    ...jsonObject.safeParse(jsonObject.safeParse(box.extras?.coco).data?.attributes).data,
    ...(box.difficult ? { difficult: true } : {}),
    ...(box.truncated === null ? {} : { truncated: box.truncated }),
    ...(box.occluded === null ? {} : { occluded: box.occluded }),
  }
}

/** Text is handed on in pieces of at least this many characters: a million boxes neither pile up nor drip. */
const pieceLength = 1 << 18

/** The JSON document of one part, written piece by piece. */
class CocoDocument {
  readonly #path: string
  #piece = ''
  #separator = '\n'

  constructor(part: string) {
    this.#path = `annotations/instances_${part || 'default'}.json`
  }

  begin(head: string): ExportPart {
    return { kind: 'text', path: this.#path, text: head }
  }

  *add(annotations: readonly JsonObject[]): Generator<ExportPart> {
    for (const annotation of annotations) {
      this.#piece += this.#separator + JSON.stringify(annotation)
      this.#separator = ',\n'
    }
    if (this.#piece.length >= pieceLength) yield this.#take()
  }

  end(): ExportPart {
    this.#piece += '\n]}\n'
    return this.#take()
  }

  #take(): ExportPart {
    const text = this.#piece
    this.#piece = ''
    return { kind: 'text', path: this.#path, text }
  }
}
