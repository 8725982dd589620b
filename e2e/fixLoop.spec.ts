import { join } from 'node:path'
import { valueIn } from './projectFile.ts'
import { expect, test } from './studio.ts'
import { Corrector } from './support/Corrector.ts'
import { importSet } from './support/importSet.ts'
import { mislabelledSmears } from './support/mislabelled.ts'

const images = 60
const wrong = { seed: 7, share: 0.3 }
/** The same before and after the labels are fixed. */
const training = { epochs: 30, size: '128' }
const wantedFixes = 10

test('wrong labels are found behind the matrix and fixed by keys alone; the figures rise, and so do those of the next run', async ({
  studio,
}) => {
  test.setTimeout(360_000)
  const known = await mislabelledSmears(studio.folder, images, wrong)
  const project = await importSet(studio, join(studio.folder, 'pictures'), join(studio.folder, 'annotations'))
  const corrector = new Corrector(studio, project, known)
  const countWrong = () => corrector.wrongLabels().length
  const wrongAtFirst = countWrong()
  expect(wrongAtFirst).toBe(Math.round(wrong.share * known.length))

  await test.step('train and evaluate', async () => {
    await studio.train.show()
    await studio.train.chooseEpochs(training.epochs, training.size)
    await corrector.train()
    await corrector.evaluate()
  })

  await test.step('behind the most confused cells ten wrong labels and more are fixed', async () => {
    while (countWrong() > wrongAtFirst - wantedFixes) {
      await corrector.openConfusedCell()
      if (countWrong() === wrongAtFirst) await studio.picture('fix-loop-cell')
      await corrector.decideCell()
    }
    await studio.picture('fix-loop-fixed')
    const fixed = wrongAtFirst - countWrong()
    expect(valueIn(project, accepted)).toBe(fixed)
    expect(valueIn(project, stepsOfLabels)).toBe(fixed)
    const { labels, before, after } = await corrector.tally()
    expect(labels).toBe(fixed)
    expect(after).toBeGreaterThan(before)
  })

  await test.step('a fix is taken back, and made again', async () => {
    const left = countWrong()
    await corrector.undoFix()
    expect(countWrong()).toBe(left + 1)
    await studio.window.keyboard.press('1')
    await expect.poll(countWrong).toBe(left)
  })

  await test.step('what the queue of suspects holds besides does what it is said to do', async () => {
    const left = countWrong()
    const selected = await corrector.selectWrongSuspects()
    const promise = await corrector.promise()
    await studio.picture('fix-loop-suspects')
    expect(promise.after).toBeGreaterThan(promise.before)
    await corrector.applySelected()
    expect(countWrong()).toBe(left - selected)
    await expect.poll(async () => (await corrector.tally()).after).toBe(promise.after)
  })

  await test.step('the next run, with the same settings, agrees better with its validation labels', async () => {
    await corrector.train()
    const worthOf = (run: number) => Number(valueIn(project, `SELECT best_ap50 FROM run WHERE id = ${run}`))
    expect(worthOf(2)).toBeGreaterThan(worthOf(1))
    await studio.window.keyboard.press('Control+4')
    await expect(studio.results.runSelect).toHaveValue('2')
  })
})

const accepted = "SELECT count(*) FROM decision WHERE verdict = 'accepted'"
const stepsOfLabels = `SELECT count(DISTINCT edit_id) FROM edit_change JOIN edit ON edit.id = edit_id
  WHERE kind = 'judge' AND table_name = 'annotation' AND undone_at IS NULL`
