/** Every place of the window, and how keys lead there: they are the same in all languages. A new place belongs in here. */
import { expect, type Studio } from '../studio.ts'
import { makeDemo, trainAndEvaluate } from './demo.ts'

/** A dialog is left by Escape, and so is a mode of an activity. */
type Place = {
  readonly name: string
  readonly keys: readonly string[]
  readonly isDialog?: true
  readonly isLeft?: true
}

export const places: readonly Place[] = [
  { name: 'images', keys: ['Control+1', 'Alt+1'] },
  { name: 'boxes', keys: ['Control+1', 'Alt+2'] },
  { name: 'classes', keys: ['Control+1', 'Alt+3'] },
  { name: 'checks', keys: ['Control+1', 'Alt+4'] },
  { name: 'history', keys: ['Control+1', 'Alt+5'] },
  { name: 'agreement', keys: ['Control+1', 'Alt+6'] },
  { name: 'import', keys: ['Control+1', 'Alt+1', 'Control+i'], isDialog: true },
  { name: 'export', keys: ['Control+1', 'Alt+1', 'Control+Shift+E'], isDialog: true },
  { name: 'split', keys: ['Control+1', 'Alt+1', 'Control+Shift+T'], isDialog: true },
  { name: 'annotate', keys: ['Control+2', '.'] },
  { name: 'object-by-object', keys: ['Control+2', 'o'], isLeft: true },
  { name: 'view-options', keys: ['Control+2', 'v'], isDialog: true },
  { name: 'note', keys: ['Control+2', 'Control+m'], isDialog: true },
  { name: 'copy-to-images', keys: ['Control+2', 'Control+b'], isDialog: true },
  { name: 'train', keys: ['Control+3'] },
  { name: 'search', keys: ['Control+3', 'Shift+S'], isDialog: true },
  { name: 'export-model', keys: ['Control+3', 'e'], isDialog: true },
  { name: 'results', keys: ['Control+4', 'Alt+1'] },
  { name: 'suspects', keys: ['Control+4', 'Alt+4'] },
  { name: 'result-images', keys: ['Control+4', 'Alt+3', '1'] },
  { name: 'result-heat', keys: ['Control+4', 'Alt+3', '2'] },
  { name: 'report', keys: ['Control+4', 'Control+Shift+R'], isDialog: true },
  { name: 'curves', keys: ['Control+4', 'Alt+2'] },
  { name: 'calibration', keys: ['Control+4', 'Alt+5'] },
  { name: 'compare', keys: ['Control+4', 'Alt+6'] },
  { name: 'how-features', keys: ['Control+5', '1'] },
  { name: 'how-overlap', keys: ['Control+5', '6'] },
  { name: 'how-losses', keys: ['Control+5', '8'] },
  { name: 'how-optimizer', keys: ['Control+5', '0'] },
  { name: 'how-curve', keys: ['Control+5', 'p'] },
  { name: 'palette', keys: ['Control+k'], isDialog: true },
  { name: 'keys', keys: ['Control+2', 'F1'], isDialog: true },
  { name: 'preferences', keys: ['Control+,'], isDialog: true },
]

/** Goes to each place, and looks. */
export async function visitPlaces(studio: Studio, look: (name: string) => Promise<void>): Promise<void> {
  const { window } = studio
  // Colours that are on their way from one theme to the other are nobody's.
  await window.emulateMedia({ reducedMotion: 'reduce' })
  for (const { name, keys, isDialog, isLeft } of places) {
    await window.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    for (const key of keys) {
      await window.keyboard.press(key)
      await painted(studio)
    }
    if (isDialog) await window.getByRole('dialog').first().waitFor()
    await look(name)
    if (isDialog) await closeDialog(studio)
    else if (isLeft) await window.keyboard.press('Escape')
  }
}

/** A tooltip that the focus shows takes an Escape for itself, whenever it comes. */
async function closeDialog({ window }: Studio): Promise<void> {
  const dialog = window.getByRole('dialog')
  await expect(async () => {
    if ((await dialog.count()) > 0) await window.keyboard.press('Escape')
    await expect(dialog).toBeHidden({ timeout: 500 })
  }).toPass()
}

/** Two frames: what a key changed is laid out and painted. */
export function painted({ window }: Pick<Studio, 'window'>): Promise<void> {
  return window.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  )
}

/** The demo, trained for a moment and evaluated, so that every place has something to show. */
export async function prepareDemo(studio: Studio, images: number): Promise<void> {
  const project = await makeDemo(studio, images)
  await studio.images.split()
  await trainAndEvaluate(studio, project, 5)
  await studio.results.cell(0, 0).click()
  await studio.images.show()
  await studio.images.openImage('bench-007.jpg')
}
