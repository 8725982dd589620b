/** What "How it works" computes on detectors of other families than YOLO, held against formulas and against what must be so. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { float32sFrom } from '../../shared/base64.ts'
import { boxIou } from '../../shared/box.ts'
import type { Explanation } from '../../shared/explainCalls.ts'
import type { RowLosses } from '../../shared/howCalls.ts'
import { trainSettings } from '../../shared/trainSettings.ts'
import { testEngine } from '../support/engine.ts'
import { heldByFormulas } from '../support/heldByFormulas.ts'
import { makeDemo, train } from '../support/training.ts'

type Box = readonly [x1: number, y1: number, x2: number, y2: number]

/** The centre's way in parts of the sides, and the logarithms of the ratios of the sides, each by its scale: tx, ty, tw, th. */
function offsetsOf(from: Box, to: Box, scales: readonly number[]): number[] {
  const [width, height] = [from[2] - from[0], from[3] - from[1]]
  return [
    (to[0] + to[2] - from[0] - from[2]) / 2 / width,
    (to[1] + to[3] - from[1] - from[3]) / 2 / height,
    Math.log((to[2] - to[0]) / width),
    Math.log((to[3] - to[1]) / height),
  ].map((value, place) => value / scales[place]!)
}

const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 3))
const boxOf = ([x1, y1, x2, y2]: Box) => ({ x1, y1, x2, y2 })
const namesOf = ({ numbers }: RowLosses) => numbers.map(({ name }) => name)
const term = ({ terms }: RowLosses, name: string) => terms.find((each) => each.name === name)!
const oneOf = (place: number, count: number) => Array.from({ length: count }, (_, at) => (at === place ? 1 : 0))

/** x1, y1, x2, y2 of an anchor, fine maps first, row by row, cell by cell. */
function anchorAt({ side, layout }: Explanation, row: number): Box {
  if (layout.kind !== 'grid') throw new Error('there is no grid')
  const all = layout.cells.flatMap((cells, scale) =>
    Array.from({ length: cells * cells }, (_, cell) => cell).flatMap((cell) =>
      layout.anchors[scale]!.map(({ width, height }): Box => {
        const [x, y] = [((cell % cells) + 0.5) * (side / cells), (Math.floor(cell / cells) + 0.5) * (side / cells)]
        return [x - width / 2, y - height / 2, x + width / 2, y + height / 2]
      }),
    ),
  )
  return all[row]!
}

const families = ['ssd', 'faster-rcnn', 'sliding-window', 'rcnn'] as const
const classNames = ['class', 'class', 'class', 'class']
const factors = { box: 1 / 16, class: 2 }

describe('how a detector of another family works', () => {
  // Nothing here changes the project: a run of each is enough for all.
  const engine = testEngine({ whenDone: afterAll })
  beforeAll(async () => {
    await makeDemo(engine)
    for (const detector of families)
      expect(await engine.ended(await train(engine, { detector, epochs: 4, width: 'small' }))).toMatchObject({
        state: 'done',
        error: null,
      })
  }, 300_000)

  const pictureOf = (detector: (typeof families)[number]) => ({ runId: families.indexOf(detector) + 1, imageId: 1 })

  async function lookedAt(detector: (typeof families)[number]) {
    const picture = pictureOf(detector)
    const explanation = await engine.call('results.explain', picture)
    const losses = async (row: number) => {
      const found = await engine.call('how.losses', { ...picture, row })
      heldByFormulas(found)
      return found
    }
    const labelOf = (label: number) => {
      const { box, category } = explanation.labels[label]!
      return { box, category }
    }
    await expect(engine.call('how.losses', { ...picture, row: 1e6 })).rejects.toMatchObject({ code: 'not-found' })
    return { explanation, losses, labelOf }
  }

  it('an SSD: offsets of a default box and a softmax with background', async () => {
    const { explanation, losses, labelOf } = await lookedAt('ssd')
    if (explanation.family.detector !== 'ssd') throw new Error('no SSD')
    const { row, label } = explanation.learned[0]!
    const found = await losses(row)
    expect(namesOf(found)).toEqual(['ty', 'tx', 'th', 'tw', 'background', ...classNames])
    expect(found.label).toEqual(labelOf(label))
    const [tx, ty, tw, th] = offsetsOf(anchorAt(explanation, row), found.label!.box, [0.1, 0.1, 0.2, 0.2])
    expect(term(found, 'box').formula).toEqual({
      kind: 'offsets',
      from: 0,
      wanted: close([ty!, tx!, th!, tw!]),
      weight: 1,
    })
    expect(term(found, 'class').formula).toMatchObject({
      from: 4,
      targets: oneOf(1 + found.label!.category, 5),
      weight: 1,
    })
    expect(term(found, 'class').value).toBeGreaterThan(0)
    // One of the hard negatives learns background, and no box.
    const negative = explanation.family.negatives[0]!
    const nothing = await losses(negative.row)
    expect(nothing.label).toBeNull()
    expect(term(nothing, 'box')).toMatchObject({ value: 0, formula: null })
    expect(term(nothing, 'class').formula).toMatchObject({ targets: oneOf(0, 5) })
    expect(term(nothing, 'class').value).toBeCloseTo(negative.entropy, 3)
  })

  it('a Faster R-CNN: an anchor of the first stage, and the proposal that shows the same label', async () => {
    const { explanation, losses, labelOf } = await lookedAt('faster-rcnn')
    if (explanation.family.detector !== 'faster-rcnn') throw new Error('no Faster R-CNN')
    const { proposals } = explanation.family
    const shown = explanation.learned.find(({ label }) => proposals.some(({ shows }) => shows?.label === label))
    const { row, label } = shown ?? explanation.learned[0]!
    const found = await losses(row)
    expect(found.label).toEqual(labelOf(label))
    const first = offsetsOf(anchorAt(explanation, row), found.label!.box, [0.1, 0.1, 0.2, 0.2])
    expect(term(found, 'proposalBox').formula).toMatchObject({ from: 0, wanted: close(first) })
    expect(term(found, 'proposalObjectness').formula).toMatchObject({ at: 4, loss: 'bce', target: 1 })
    const best = proposals.filter(({ shows }) => shows?.label === label).sort((a, b) => b.shows!.iou - a.shows!.iou)[0]
    const ofBoth = best ? ['tx', 'ty', 'tw', 'th', ...classNames, 'background'] : []
    expect(namesOf(found)).toEqual(['tx', 'ty', 'tw', 'th', 'objectness', ...ofBoth])
    if (best) {
      const second = offsetsOf(best.box, found.label!.box, [0.1, 0.1, 0.2, 0.2])
      const { boxWeight, classWeight } = trainSettings.parse({})
      const box = { from: 5, wanted: close(second), weight: expect.closeTo(boxWeight * factors.box, 6) }
      expect(term(found, 'box').formula).toMatchObject(box)
      const ofClass = { from: 9, targets: oneOf(found.label!.category, 5), weight: classWeight * factors.class }
      expect(term(found, 'class').formula).toMatchObject(ofClass)
    }
    // One that touches no label is background.
    const far = Array.from({ length: 189 }, (_, at) => at).find((at) =>
      explanation.labels.every(({ box }) => boxIou(boxOf(anchorAt(explanation, at)), boxOf(box)) === 0),
    )!
    const nothing = await losses(far)
    expect(nothing.label).toBeNull()
    expect(nothing.terms.map(({ formula }) => formula?.kind ?? null)).toEqual([null, 'element'])
    expect(term(nothing, 'proposalObjectness').formula).toMatchObject({ target: 0 })
  })

  it.each(['sliding-window', 'rcnn'] as const)(
    '%s: a softmax over what a region shows, and its box if it is said',
    async (detector) => {
      const { explanation, losses, labelOf } = await lookedAt(detector)
      const { layout } = explanation
      if (layout.kind !== 'windows') throw new Error('there is a grid')
      const regions = float32sFrom(layout.boxes)
      const ofBox = detector === 'rcnn' ? ['tx', 'ty', 'tw', 'th'] : []
      const background = Array.from({ length: regions.length / 4 }, (_, row) => row).find((row) => {
        const box = [...regions.subarray(row * 4, row * 4 + 4)] as unknown as Box
        return box[2] > box[0] && explanation.labels.every((each) => boxIou(boxOf(box), boxOf(each.box)) === 0)
      })!
      const nothing = await losses(background)
      expect(namesOf(nothing)).toEqual([...ofBox, ...classNames, 'background'])
      expect(nothing.label).toBeNull()
      expect(term(nothing, 'class').formula).toMatchObject({ from: ofBox.length, targets: oneOf(4, 5) })
      for (const { row, label } of explanation.learned.slice(0, 2)) {
        const found = await losses(row)
        expect(found.label).toEqual(labelOf(label))
        expect(term(found, 'class').formula).toMatchObject({ targets: oneOf(found.label!.category, 5) })
        const region = [...regions.subarray(row * 4, row * 4 + 4)] as unknown as Box
        const wanted = close(offsetsOf(region, found.label!.box, [0.1, 0.1, 0.2, 0.2]))
        if (detector === 'rcnn') expect(term(found, 'box').formula).toMatchObject({ from: 0, wanted })
        else expect(found.terms).toHaveLength(1)
      }
    },
  )

  it.each(families)(
    '%s: its head can be trained further, and the plane of its loss looked at',
    async (detector) => {
      const picture = pictureOf(detector)
      const found = await engine.call('how.regularisation', picture)
      const head = (kind: string) => found.heads.find((each) => each.kind === kind)!
      const hasDropout = detector === 'faster-rcnn' || detector === 'rcnn'
      const kinds = ['run', 'none', 'l2', 'l1', ...(hasDropout ? ['dropout'] : [])]
      expect(found.heads.map(({ kind }) => kind)).toEqual(kinds)
      expect(found.dropout).toBe(hasDropout ? 0.5 : null)
      expect(head('none').loss).toBeLessThan(head('run').loss)
      expect(head('l2').norm).toBeLessThan(head('none').norm)
      const slice = await engine.call('how.slice', { ...picture, seed: 1 })
      const values = float32sFrom(slice.values)
      expect(values[(slice.cells ** 2 - 1) / 2]).toBe(Math.fround(slice.here))
      // The same loss of the same pictures and weights.
      expect(slice.here).toBeCloseTo(head('run').loss, 3)
      const { paths } = await engine.call('how.paths', { ...picture, seed: 1, start: [0.6, -0.6] })
      for (const { rule, points } of paths) expect(points.at(-1)!.loss, rule).toBeLessThan(points[0]!.loss)
    },
    300_000,
  )
})
