/** A labelled set as a project: its folder of images opened, its labels imported, the images dealt to train, val and test. */
import { join } from 'node:path'
import { expect } from 'playwright/test'
import type { Studio } from '../studio.ts'

/** @returns the project file */
export async function importSet(studio: Studio, images: string, labels: string): Promise<string> {
  const project = join(studio.folder, 'set.boxwright')
  await studio.open()
  await studio.start.openFolder(images, project)
  const dialog = await studio.images.importLabels(labels)
  await expect(dialog.getByText(/^[\d,]+ boxes imported as Pascal VOC/)).toBeVisible({ timeout: 60_000 })
  await studio.window.keyboard.press('Escape')
  await studio.images.split()
  return project
}
