/** The demo as a project, and waiting for its jobs. */
import { join } from 'node:path'
import { expect } from 'playwright/test'
import { valueIn } from '../projectFile.ts'
import type { Studio } from '../studio.ts'

/** The studio is opened with it, and its pictures are dealt to train, val and test. @returns the project file */
export async function splitDemo(studio: Studio, images: number): Promise<string> {
  await studio.open()
  const project = await makeDemo(studio, images)
  await studio.callEngine('split.assign', {})
  return project
}

/** In the open studio. @returns the project file, when all pictures are drawn */
export async function makeDemo(studio: Studio, images: number): Promise<string> {
  const project = join(studio.folder, 'demo', 'demo.boxwright')
  await studio.callEngine('project.demo', { path: project, images })
  await becomesDone(project, 'demo')
  return project
}

/** The only job of this kind. */
export async function becomesDone(project: string, kind: string): Promise<void> {
  const outcome = `SELECT state || coalesce(': ' || error, '') FROM job WHERE kind = '${kind}'`
  await expect.poll(() => valueIn(project, outcome), { timeout: 150_000 }).toBe('done')
}

/** Of all runs. */
export const epochsIn = (project: string): number => Number(valueIn(project, 'SELECT count(*) FROM epoch'))

/** Until one more epoch is done. */
export async function trainsOn(project: string): Promise<void> {
  const before = epochsIn(project)
  await expect.poll(() => epochsIn(project), { timeout: 90_000 }).toBeGreaterThan(before)
}

/** So that there are figures to look at: epochs, which take a fast computer no longer than they have to. */
export async function trainAndEvaluate(studio: Studio, project: string, epochs: number): Promise<void> {
  await studio.train.show()
  await studio.train.chooseEpochs(epochs, '160')
  await studio.train.trainButton.click()
  await becomesDone(project, 'train')
  await studio.results.show()
  await studio.results.evaluate('all')
}
