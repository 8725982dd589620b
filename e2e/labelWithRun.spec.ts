import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Box, boxIou } from '../shared/box.ts'
import { rowsIn, valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'
import { becomesDone } from './support/demo.ts'
import { importSet } from './support/importSet.ts'
import { type KnownLabel, mislabelledSmears } from './support/mislabelled.ts'

const images = 50
const labelled = 15
/** A proposal that overlaps a thing so much is about it. */
const sameIou = 0.5
/** After a dozen pictures a run is right about 70 to 90 % of what it is 0.6 sure of, and about nearly all of what it is 0.8 sure of. */
const surest = 0.8

test('a run trained on a few labels proposes the rest, which is accepted, corrected and rejected by keys', async ({
  studio,
}) => {
  test.setTimeout(300_000)
  const known = await mislabelledSmears(studio.folder, images, { seed: 7, share: 0 })
  const annotations = join(studio.folder, 'annotations')
  for (const name of readdirSync(annotations).sort().slice(labelled)) rmSync(join(annotations, name))
  const project = await importSet(studio, join(studio.folder, 'pictures'), annotations)
  const reviewer = new Reviewer(studio, project, known)
  const { window } = studio
  const inHand = window.getByRole('region', { name: 'Proposals' }).locator('[aria-pressed=true]')

  await test.step('the end of a training is told wherever one is, with the key to its results', async () => {
    await studio.train.show()
    await studio.train.chooseEpochs(30, '128')
    await studio.train.trainButton.click()
    await studio.images.show()
    await becomesDone(project, 'train')
    await expect(window.getByText(/^#1 yolo 128 is trained: AP50 .* Ctrl\+4 shows/)).toBeVisible()
  })

  await test.step('the run is what proposes now, in all images without labels', async () => {
    await window.keyboard.press('Shift+P')
    const dialog = window.getByRole('dialog', { name: 'Let a model propose boxes' })
    await expect(dialog.getByLabel('Model')).toHaveValue('1')
    await expect(dialog.getByLabel('Where').locator('option:checked')).toHaveText(
      `All unlabelled images (${images - labelled})`,
    )
    await studio.picture('assistant-ask')
    await dialog.getByRole('button', { name: 'Propose', exact: true }).click()
    await expect(window.getByText(/boxes proposed in \d+ images/)).toBeVisible({ timeout: 90_000 })
    expect(reviewer.open().length).toBeGreaterThan(images)
    expect(valueIn(project, 'SELECT count(DISTINCT image_id) FROM annotation')).toBe(labelled)
  })

  await test.step('keys go from proposal to proposal and from image to image: two for each that is right', async () => {
    await window.getByRole('button', { name: /^Show \d+ images with proposals/ }).click()
    await studio.images.tiles.first().getByRole('button').first().click()
    await studio.annotate.press('t')
    await expect(inHand).toHaveCount(1)
    await studio.picture('assistant-keys')
    const first = reviewer.open()[0]!.image
    while (reviewer.open()[0]!.image === first) await reviewer.decideOne()
    // The last decision of an image leaves the hands empty; the next key brings the next image, and its first one in hand.
    await window.keyboard.press('e')
    await expect(inHand).toHaveCount(1)
    expect(reviewer.wrongLabelsOf(first)).toEqual([])
  })

  await test.step('moved by an arrow key, a proposal is a label of the person', async () => {
    const before = valueIn(project, "SELECT count(*) FROM annotation WHERE origin = 'human'")
    await window.keyboard.press('ArrowRight')
    await expect
      .poll(() => valueIn(project, "SELECT count(*) FROM annotation WHERE origin = 'human'"))
      .toBe(Number(before) + 1)
  })

  await test.step('the sure ones of all images become labels in one step', async () => {
    await studio.images.show()
    await window.keyboard.press('Shift+E')
    const dialog = window.getByRole('dialog', { name: 'Decide about proposals' })
    await dialog.getByLabel('Confidence from').fill('0.6')
    const accept = dialog.getByRole('button', { name: /^Accept [1-9]/ })
    await accept.waitFor()
    await studio.picture('assistant-decide')
    await accept.click()
    await expect(window.getByText(/proposals? accepted/)).toBeVisible()
    expect(reviewer.accepted(0.6).all).toBeGreaterThan(images)
    for (const [from, share] of [
      [0.6, 0.5],
      [surest, 0.9],
    ] as const) {
      const { right, all } = reviewer.accepted(from)
      expect(all).toBeGreaterThan(images / 2)
      expect(right / all).toBeGreaterThan(share)
    }
  })
})

type Found = Box & { readonly image: string; readonly category: string; readonly score: number }

/** Decides as a person would who sees what is in the pictures. */
class Reviewer {
  readonly #studio: Studio
  readonly #project: string
  readonly #known: readonly KnownLabel[]

  constructor(studio: Studio, project: string, known: readonly KnownLabel[]) {
    this.#studio = studio
    this.#project = project
    this.#known = known
  }

  /** In the order in which the keys go through them. */
  open(): Found[] {
    return this.#read(`FROM proposal AS box JOIN image ON image.id = image_id JOIN category ON category.id = category_id
      WHERE box.state = 'open' ORDER BY image.path, box.score DESC, box.id`)
  }

  async decideOne(): Promise<void> {
    const before = this.open()
    await this.#studio.window.keyboard.press(this.#truthOf(before[0]!) === before[0]!.category ? 'e' : 's')
    await expect.poll(() => this.open().length).toBe(before.length - 1)
  }

  /** Labels of an image that say what is not there. */
  wrongLabelsOf(image: string): Found[] {
    return this.#labels().filter((box) => box.image === image && this.#truthOf(box) !== box.category)
  }

  /** @param from the least confidence */
  accepted(from: number): { readonly right: number; readonly all: number } {
    const boxes = this.#labels().filter(({ score }) => score >= from)
    return { right: boxes.filter((box) => this.#truthOf(box) === box.category).length, all: boxes.length }
  }

  /** Boxes that were accepted as they were proposed. */
  #labels(): Found[] {
    return this.#read(`FROM annotation AS box JOIN image ON image.id = image_id JOIN category ON category.id = category_id
      WHERE box.origin = 'model' ORDER BY box.id`)
  }

  #read(from: string): Found[] {
    const columns = 'image.path AS image, category.name AS category, box.score, box.x1, box.y1, box.x2, box.y2'
    return rowsIn(this.#project, `SELECT ${columns} ${from}`) as Found[]
  }

  #truthOf(found: Found): string | null {
    const there = this.#known.filter(({ image, box }) => image === found.image && boxIou(box, found) >= sameIou)
    return there[0]?.truth ?? null
  }
}
