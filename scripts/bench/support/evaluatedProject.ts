/** A project of many images, all with the same noise for a picture, with a run that found much in them. */
import { linkSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { toAnnotationRow } from '../../../main/engine/store/annotations.ts'
import type { NewDetection } from '../../../main/engine/store/evaluations.ts'
import { createStore, type Store } from '../../../main/engine/store/store.ts'
import { blankAnnotation } from '../../../shared/model.ts'
import { seededRandom } from '../../../shared/random.ts'
import { addImageRows, numberedPaths } from '../../../test/support/imageRows.ts'
import { plantRun } from '../../../test/support/plantedRun.ts'
import { type MadeCoco, madeCoco, side } from '../metrics/madeCoco.ts'

/**
 * @param folder for the project file and its pictures
 * @param images of the test part, which is shown; the validation part, from which the confidence comes, is as large
 */
export async function makeEvaluatedProject(
  folder: string,
  images: number,
): Promise<{ readonly project: string; readonly evaluationId: number }> {
  const paths = numberedPaths(2 * images)
  const pictures = join(folder, 'pictures')
  await writePictures(pictures, paths)
  const project = join(folder, 'bench.boxwright')
  const store = createStore(project)
  try {
    const made = madeCoco(images)
    const ids = addImageRows(store, paths, { width: side, height: side }, pictures)
    addLabels(store, made, ids)
    const runId = plantRun(store)
    store.runs.setBest(runId, 1, 0.5, 0.7)
    store.runs.end(runId, 'epochs')
    const evaluate = (part: 'val' | 'test', of: readonly number[]) =>
      store.evaluations.add(runId, part, of, detectionsIn(made, of))
    evaluate('val', ids.slice(images))
    return { project, evaluationId: evaluate('test', ids.slice(0, images)) }
  } finally {
    store.close()
  }
}

/** One file under many names: whoever reads them has as much to decode as if they differed. */
async function writePictures(folder: string, [first, ...others]: readonly string[]): Promise<void> {
  mkdirSync(folder)
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  const file = join(folder, first!)
  await sharp({ create: { width: side, height: side, channels: 3, background: 'gray', noise } })
    .jpeg()
    .toFile(file)
  for (const name of others) linkSync(file, join(folder, name))
}

/** Both halves of the images have the same. */
function addLabels(store: Store, { images, categories, annotations }: MadeCoco, ids: readonly number[]): void {
  store.edits.run('import', null, (writer) => {
    for (const { name } of categories) writer.insert('category', store.categories.draft(name, '#808080'))
    const all = store.categories.list()
    for (const first of [0, images.length]) {
      let id = store.annotations.reserveIds(annotations.length)
      for (const { image_id, category_id, bbox, iscrowd } of annotations) {
        const placed = { imageId: ids[first + image_id - 1]!, categoryId: all[category_id - 1]!.id, ...cornersOf(bbox) }
        const state = { ...blankAnnotation, ignore: iscrowd === 1, updatedAt: 1 }
        writer.insert('annotation', toAnnotationRow({ id: id++, ...placed, ...state }))
      }
    }
  })
}

function detectionsIn({ categories, detections }: MadeCoco, ids: readonly number[]): NewDetection[] {
  const random = seededRandom(6)
  return detections.map(({ image_id, category_id, bbox, score }) => ({
    imageId: ids[image_id - 1]!,
    categoryId: category_id,
    ...cornersOf(bbox),
    score,
    probabilities: Float32Array.from(categories, ({ id }) => (id === category_id ? score : 0.1 * random.next())),
  }))
}

const cornersOf = ([x, y, w, h]: MadeCoco['detections'][number]['bbox']) => ({ x1: x, y1: y, x2: x + w, y2: y + h })
