/**
 * Fills a new project with pictures that Boxwright draws itself. Some labels get the class of the lookalike on purpose;
 * each of those says so in its extras, so that what the evaluation finds can be counted.
 */
import { mkdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Annotation, blankAnnotation, type Category } from '../../../shared/model.ts'
import { seededRandom } from '../../../shared/random.ts'
import { announceChange, type EngineContext, openProjectOf } from '../context.ts'
import type { JobContext } from '../jobs/runner.ts'
import { toAnnotationRow } from '../store/annotations.ts'
import type { Store } from '../store/store.ts'
import { type DrawnThing, drawPicture } from './drawPicture.ts'
import { type HardwareName, hardwareNames, lookalike } from './hardware.ts'

export type DemoParams = { readonly seed: number; readonly images: number }
export type DemoResult = { readonly images: number; readonly boxes: number; readonly plantedErrors: number }

/** One label in so many is wrong. */
const plantedShare = 0.06

export async function createDemoProject(
  context: EngineContext,
  job: JobContext,
  params: DemoParams,
): Promise<DemoResult> {
  const folder = join(dirname(job.store.path), `${basename(job.store.path, '.boxwright')}-images`)
  const drawn = await drawAll(folder, job, params)
  const rootId = job.store.roots.add(folder)
  const { folders } = openProjectOf(context)
  folders.refresh()
  await folders.scan(rootId, job)
  const result = label(job.store, drawn, params.seed)
  announceChange(context, null, true)
  return result
}

async function drawAll(
  folder: string,
  { signal, report }: JobContext,
  { seed, images }: DemoParams,
): Promise<Map<string, DrawnThing[]>> {
  await mkdir(folder, { recursive: true })
  const drawn = new Map<string, DrawnThing[]>()
  for (let index = 0; index < images; index++) {
    signal.throwIfAborted()
    const name = `bench-${String(index + 1).padStart(3, '0')}.jpg`
    drawn.set(name, await drawPicture(join(folder, name), seededRandom(seed * 100_003 + index)))
    report({
      value: (index + 1) / images,
      title: `Drew ${index + 1} of ${images} pictures`,
      phase: 'drawing',
      secondsLeft: null,
    })
  }
  return drawn
}

function label(store: Store, drawn: ReadonlyMap<string, readonly DrawnThing[]>, seed: number): DemoResult {
  const random = seededRandom(seed)
  let boxes = 0
  let plantedErrors = 0
  store.edits.run('demo', null, (writer) => {
    const drafts: Category[] = []
    for (const name of hardwareNames) drafts.push(store.categories.draft(name, undefined, drafts))
    for (const category of drafts) writer.insert('category', category)
    const idOf = (name: HardwareName) => drafts.find((category) => category.name === name)!.id
    for (const image of store.images.usable()) {
      for (const { name, box } of drawn.get(image.path) ?? []) {
        const isPlanted = random.isBelow(plantedShare)
        if (isPlanted) plantedErrors += 1
        boxes += 1
        const annotation: Annotation = {
          ...blankAnnotation,
          ...box,
          id: store.annotations.reserveIds(1),
          imageId: image.id,
          categoryId: idOf(isPlanted ? lookalike[name] : name),
          origin: 'import',
          extras: isPlanted ? { plantedError: { trueCategory: name } } : null,
          updatedAt: Date.now(),
        }
        writer.insert('annotation', toAnnotationRow(annotation))
      }
    }
  })
  return { images: drawn.size, boxes, plantedErrors }
}
