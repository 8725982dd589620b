/** A project with pictures and classes, to be labelled through the engine's calls. */
import { join } from 'node:path'
import { type Annotation, blankAnnotation } from '../../shared/model.ts'
import { type TestEngine, testEngine, writePicture } from './engine.ts'

export type Corners = readonly [x1: number, y1: number, x2: number, y2: number]

/** Pictures a.png to d.png of 64 x 48 pixels and the classes car and van. */
export async function labelled() {
  const engine = testEngine()
  const pictures = join(engine.folder, 'pictures')
  for (const name of ['a', 'b', 'c', 'd']) await writePicture(join(pictures, `${name}.png`))
  await engine.call('project.create', { path: join(engine.folder, 'p') })
  await engine.ended(await engine.call('roots.add', { path: pictures }))
  const imageIds = await engine.call('images.ids', { filter: '' })
  const [car, van] = [
    await engine.call('categories.add', { name: 'car' }),
    await engine.call('categories.add', { name: 'van' }),
  ]
  return { ...engine, imageIds: imageIds as [number, number, number, number], car: car.id, van: van.id }
}

export async function drawn(
  engine: TestEngine,
  imageId: number,
  categoryId: number,
  corners: Corners,
): Promise<Annotation> {
  const { first: id } = await engine.call('annotations.reserveIds', { count: 1 })
  const [x1, y1, x2, y2] = corners
  const after = { id, imageId, categoryId, x1, y1, x2, y2, ...blankAnnotation, updatedAt: 1 }
  await engine.call('annotations.apply', { imageId, kind: 'draw', changes: [{ before: null, after }] })
  return after
}

/** Boxes of each class, by its name. */
export const countsOf = async (engine: TestEngine) =>
  Object.fromEntries(
    (await engine.call('categories.list', {})).map(({ name, annotationCount }) => [name, annotationCount]),
  )
