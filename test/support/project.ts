/** A project file with images that exist only as rows, for tests of the store and the handlers. */
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { toAnnotationRow } from '../../main/engine/store/annotations.ts'
import { createStore, type Store } from '../../main/engine/store/store.ts'
import { type Annotation, blankAnnotation, type Encoding } from '../../shared/model.ts'
import { temporaryFolder } from './temporaryFolder.ts'

export type TestProject = {
  readonly store: Store
  readonly path: string
  readonly imageIds: readonly number[]
  readonly categoryId: number
}

const jpeg: Encoding = { format: 'jpeg', bits: 8, isFloat: false, bands: 3, isCmyk: false, pages: 1 }

export const soundHeader = (rawWidth: number, rawHeight: number) =>
  ({ kind: 'sound', rawWidth, rawHeight, orientation: 1, encoding: jpeg }) as const

/** Images are 100 x 80 pixels; there is one class, "thing". */
export function testProject(imageCount = 3): TestProject {
  const path = join(temporaryFolder(), 'test.boxwright')
  const store = createStore(path)
  onTestFinished(() => store.close())
  const rootId = store.roots.add('/nowhere')
  store.images.addScanned(
    Array.from({ length: imageCount }, (_, index) => ({
      rootId,
      path: `image-${index + 1}.jpg`,
      bytes: 1,
      modifiedAt: 1,
    })),
  )
  const imageIds = store.images.ids('')
  store.images.setHeaders(imageIds.map((id) => ({ id, header: soundHeader(100, 80) })))
  const category = store.categories.draft('thing', undefined)
  store.edits.run('category', null, (writer) => writer.insert('category', category))
  return { store, path, imageIds, categoryId: category.id }
}

export function testAnnotation(project: TestProject, change: Partial<Annotation> = {}): Annotation {
  return {
    id: project.store.annotations.reserveIds(1),
    imageId: project.imageIds[0]!,
    categoryId: project.categoryId,
    x1: 10,
    y1: 10,
    x2: 30,
    y2: 40,
    ...blankAnnotation,
    updatedAt: 1,
    ...change,
  }
}

/** Stores the box as one edit of its image. */
export function draw(project: TestProject, change: Partial<Annotation> = {}): Annotation {
  const annotation = testAnnotation(project, change)
  project.store.edits.run('draw', annotation.imageId, (writer) =>
    writer.insert('annotation', toAnnotationRow(annotation)),
  )
  return annotation
}
