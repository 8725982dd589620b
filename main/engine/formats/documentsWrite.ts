/** Writing of formats in which a document holds an entry for each image; see documents.ts for the reading. */
import { DocumentWriter } from './documentWriter.ts'
import { fillEntry, storedEntry } from './entryRows.ts'
import type { Dataset, DatasetImage, ExportPart, FormatId, LabelledBox } from './format.ts'
import { numberOf } from './jsonValues.ts'
import { keptOf } from './keptRow.ts'
import { type Frame, frame, storedFrame } from './textFrame.ts'
import { type ImagePlace, writeByPart } from './writeByPart.ts'

export type EntryOf = ImagePlace & {
  /** What stood around the rows of the image in the source; null for a new entry. */
  readonly kept: Frame | null
  readonly hasRows: boolean
}

export type DocumentSpec = {
  readonly id: FormatId
  readonly pathOf: (part: string) => string
  readonly imagePathOf: (part: string, name: string) => string
  /** Of a document without a source. */
  readonly frameOf: (dataset: Dataset, part: string) => Frame
  readonly entryGap: string
  readonly rowGap: string
  readonly entryFrame: (entry: EntryOf) => Frame | Promise<Frame>
  /** @param row as it was read; null for a new box */
  readonly row: (box: LabelledBox, image: DatasetImage, row: string | null) => string
  /** An image without boxes has an entry when a person said that there are none, or always. */
  readonly hasEmptyEntries: boolean
}

export function writeDocuments(dataset: Dataset, spec: DocumentSpec): AsyncGenerator<ExportPart> {
  return writeByPart(dataset, {
    ...spec,
    uniqueBy: 'name',
    canHold: (box) => !box.ignore,
    leftOutBecause: 'the format has none',
    documentOf: (part, first) => new PartWriter(dataset, spec, part, first),
  })
}

/** The document of one part: its frame is that of the source of its first image. */
class PartWriter {
  readonly #dataset: Dataset
  readonly #spec: DocumentSpec
  readonly #source: unknown
  readonly #writer: DocumentWriter

  constructor(dataset: Dataset, spec: DocumentSpec, part: string, first: DatasetImage) {
    this.#dataset = dataset
    this.#spec = spec
    this.#source = keptOf(dataset.extrasOf(first), spec.id).source
    const source = dataset.sources.find(({ key }) => key === this.#source)
    const around = frame.safeParse(source?.content.frame).data ?? spec.frameOf(dataset, part)
    this.#writer = new DocumentWriter(spec.pathOf(part), around, spec.entryGap)
  }

  async *add(place: ImagePlace, boxes: readonly LabelledBox[]): AsyncGenerator<ExportPart> {
    const { image } = place
    const kept = keptOf(this.#dataset.extrasOf(image), this.#spec.id)
    const entry = storedEntry(kept)
    if (boxes.length === 0 && !entry && !image.isVerified && !this.#spec.hasEmptyEntries) return
    const rows = rowsOf(boxes, image, this.#spec)
    const around = await this.#spec.entryFrame({ ...place, kept: storedFrame(kept.frame), hasRows: rows.length > 0 })
    const text = fillEntry(around, [...rows, ...(entry?.others ?? [])], this.#spec.rowGap)
    yield* this.#writer.add(kept.source === this.#source ? numberOf(kept.at) : null, text)
  }

  *end(): Generator<ExportPart> {
    yield* this.#writer.end()
  }
}

export function rowsOf(boxes: readonly LabelledBox[], image: DatasetImage, spec: Pick<DocumentSpec, 'id' | 'row'>) {
  return boxes.map((box) => {
    const { row, at } = keptOf(box.extras, spec.id)
    return { at: numberOf(at), row: spec.row(box, image, typeof row === 'string' ? row : null) }
  })
}
