/** That every step of a project can be undone and redone, for tests that killed what wrote it. */
import type { Engine } from '../../main/engine/createEngine.ts'
import { contentOf, type FileContent } from './content.ts'

/** @returns what the file holds after all steps are undone, and after all are redone */
export async function thereAndBack(
  { call }: Engine,
  path: string,
): Promise<{ readonly undone: FileContent; readonly redone: FileContent }> {
  await call('project.open', { path })
  const steps = await call('history.goTo', { editId: null })
  const undone = contentOf(path)
  for (let step = 0; step < steps.length; step++) await call('history.redo', {})
  return { undone, redone: contentOf(path) }
}
