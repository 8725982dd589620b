/** The demo as a project of the open studio, and waiting for its jobs. */
import { join } from 'node:path'
import { expect } from 'playwright/test'
import { valueIn } from '../projectFile.ts'
import type { Studio } from '../studio.ts'

/** @returns the project file, when all pictures are drawn */
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

/** So that there are figures to look at: epochs, which take a fast computer no longer than they have to. */
export async function trainAndEvaluate(studio: Studio, project: string, epochs: number): Promise<void> {
  await studio.train.show()
  await studio.train.chooseEpochs(epochs, '160')
  await studio.train.trainButton.click()
  await becomesDone(project, 'train')
  await studio.results.show()
  await studio.results.evaluate('all')
}
