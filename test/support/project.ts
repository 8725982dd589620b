/** A project file with images that exist only as rows, for tests of the store and the handlers. */
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { toAnnotationRow } from '../../main/engine/store/annotations.ts'
import { createStore, type Store } from '../../main/engine/store/store.ts'
import { type Annotation, blankAnnotation } from '../../shared/model.ts'
import { addImageRows, numberedPaths } from './imageRows.ts'
import { temporaryFolder } from './temporaryFolder.ts'

export type TestProject = {
  readonly store: Store
  readonly path: string
  readonly imageIds: readonly number[]
  readonly categoryId: number
}

/** Images are 100 x 80 pixels; there is one class, "thing". */
export function testProject(imageCount = 3): TestProject {
  const path = join(temporaryFolder(), 'test.boxwright')
  const store = createStore(path)
  onTestFinished(() => store.close())
  const imageIds = addImageRows(store, numberedPaths(imageCount), { width: 100, height: 80 })
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
