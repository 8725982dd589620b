/** Label files that are kept apart, as a second labelling of their images: one step, and no label of the project changes. */
import { basename, dirname } from 'node:path'
import { blankAnnotation } from '../../../shared/model.ts'
import { inPieces, keepBoxes, labellingRow, runStep, undecided } from '../settleLabellings.ts'
import type { EditWriter } from '../store/edits.ts'
import type { ImportPlan, PlannedImage } from './importPlan.ts'
import type { JobContext } from './runner.ts'

export async function writeApart({ store, signal }: JobContext, labels: string, plan: ImportPlan): Promise<void> {
  const id = store.labellings.nextIds.labelling()
  const { newCategories, categoryIdOf } = plan
  const images = [...plan.images].sort((a, b) => a.item.image.row.id - b.item.image.row.id)
  const begin = (writer: EditWriter): void => {
    for (const category of newCategories) writer.insert('category', category)
    writer.insert('labelling', labellingRow(id, 'second', nameOf(labels)))
  }
  const write = (piece: readonly PlannedImage[]) => (writer: EditWriter) => {
    for (const { item, fresh } of piece) {
      const imageId = item.image.row.id
      const comparedId = store.labellings.nextIds.compared()
      const place = { id: comparedId, labelling_id: id, image_id: imageId, review: null, note: '' }
      writer.insert('compared_image', { ...place, ...undecided })
      const boxes = fresh.map((box) => {
        // It gets a number of the project when it comes into the project.
        const own = { id: 0, imageId, categoryId: categoryIdOf(box.className), origin: 'import', updatedAt: 0 } as const
        return { ...blankAnnotation, ...box, ...own }
      })
      keepBoxes(store, writer, { comparedId, side: 'labelling', boxes })
    }
  }
  const boxes = images.reduce((sum, { fresh }) => sum + fresh.length, 0)
  await runStep(store, { kind: 'labelling', boxes, signal }, [begin, ...inPieces(images, write)])
}

/** With the folder that it lies in: label files of several people often have one name. */
const nameOf = (labels: string): string => `${basename(dirname(labels))}/${basename(labels)}`
