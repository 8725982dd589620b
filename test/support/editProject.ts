/** A project for tests of any edits, in an engine of this process: images that exist only as rows, and one class. */
import { join } from 'node:path'
import type { Store } from '../../main/engine/store/store.ts'
import { imageCount, imageSize, writeLabels } from './anyEdits.ts'
import { type TestEngine, testEngine } from './engine.ts'
import { addImageRows, numberedPaths } from './imageRows.ts'
import { memoryFolder } from './temporaryFolder.ts'

export type EditProject = { readonly engine: TestEngine; readonly path: string; readonly labels: string }

export async function editProject(): Promise<EditProject> {
  const engine = testEngine()
  const path = join(memoryFolder(), 'edits.boxwright')
  await engine.call('project.create', { path })
  addImages(engine.context.project!.store)
  return { engine, path, labels: writeLabels(join(engine.folder, 'labels')) }
}

export function addImages(store: Store): void {
  addImageRows(store, numberedPaths(imageCount), imageSize)
}
