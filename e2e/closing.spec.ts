/** Leaving while something is computed: the studio asks, and says what becomes of it. */
import { join } from 'node:path'
import { makePictures } from './pictures.ts'
import { valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'
import { epochsIn, splitDemo, trainsOn } from './support/demo.ts'
import { notedEpochs } from './support/notedEpochs.ts'

/** As the button of its frame does. */
const closeWindow = ({ app }: Studio) =>
  app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.close()
  })

async function trainSmall(studio: Studio): Promise<string> {
  const project = await splitDemo(studio, 12)
  await studio.train.show()
  await studio.train.choose({ minutes: '5', size: '96' })
  await studio.train.trainButton.click()
  await expect.poll(() => epochsIn(project), { timeout: 90_000 }).toBeGreaterThan(1)
  return project
}

test('to close the project, to open another and to close the window ask while a run trains; what it noted is kept', async ({
  studio,
}) => {
  test.setTimeout(240_000)
  const project = await trainSmall(studio)
  const { window } = studio
  const dialog = window.getByRole('dialog', { name: 'Close while work is under way?' })
  const goesOn = async () => {
    await expect(dialog).toBeHidden()
    await trainsOn(project)
  }

  await window.getByRole('button', { name: 'Close project' }).click()
  await expect(dialog.getByText(/^#1 yolo 96 – Training: epoch \d+$/)).toBeVisible()
  await expect(dialog.getByText(/What it learned up to the end of epoch \d+ is kept/)).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Stop and close' })).toBeFocused()
  await studio.picture('closing')
  await window.keyboard.press('Escape')
  await goesOn()

  const other = join(studio.folder, 'other.boxwright')
  await studio.answerDialogs(await makePictures(join(studio.folder, 'pictures'), ['a.jpg']), other)
  await window.keyboard.press('Control+u')
  await dialog.getByRole('button', { name: 'Keep working' }).click()
  await goesOn()

  await closeWindow(studio)
  const kept = await dialog.getByText(/What it learned up to the end of epoch \d+ is kept/).textContent()
  const ended = studio.app.waitForEvent('close')
  // The window is gone before it could say that the key was let go.
  await Promise.all([ended, window.keyboard.press('Enter').catch(() => {})])
  await studio.close()
  expect(valueIn(project, "SELECT state FROM job WHERE kind = 'train'")).toBe('interrupted')
  expect(valueIn(project, 'SELECT end_reason FROM run')).toBe('interrupted')
  // It may have noted another place before it was stopped.
  expect(notedEpochs(project, 1)).toBeGreaterThanOrEqual(Number(/epoch (\d+)/.exec(kept!)![1]))

  await studio.open(project)
  await studio.train.show()
  await expect(studio.window.getByRole('button', { name: 'Go on with this run' })).toBeVisible()
  // Nothing runs: nobody is asked.
  await studio.window.getByRole('button', { name: 'Close project' }).click()
  await expect(studio.start.openProjectButton).toBeVisible()
})

test('a window that hangs can still be closed', async ({ studio }) => {
  await studio.open()
  const ended = studio.app.waitForEvent('close')
  await studio.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    void window!.webContents.executeJavaScript('for (;;) {}')
  })
  await closeWindow(studio)
  await ended
})
