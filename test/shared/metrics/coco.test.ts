import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCocoFiles } from '../../../main/engine/score/cocoFiles.ts'
import { indexCategories } from '../../../shared/metrics/categoryIndex.ts'
import { type CocoFigures, evaluateCoco } from '../../../shared/metrics/coco.ts'
import { matchCategory } from '../../../shared/metrics/match.ts'
import { datasetOf, datasetOfDrawn, drawn, drawnImages, type Found, type Truth } from './datasets.ts'
import { caseNames, goldenFolder, readCase, readJson } from './references.ts'

const tolerance = 1e-9

describe('COCO figures equal those of pycocotools', () => {
  it.each(caseNames)('%s', async (name) => {
    const { dataset, expected } = await readCase(name)

    const { figures, categories } = evaluateCoco(dataset)

    expectFigures(figures, expected.figures)
    for (const category of categories) {
      const own = expected.categories[category.id]!
      expectClose(category.AP, own.AP)
      expectClose(category.AP50, own.AP50)
      expectCurve(category.precision50, own.precision50)
    }
  })
})

describe('where we differ from pycocotools', () => {
  it('an annotation with id 0 can be found like any other', async () => {
    const { dataset, expected } = await readCase('ids-from-zero')

    const { figures } = evaluateCoco(dataset)

    expect(dataset.groundTruths.ids[0]).toBe(0)
    expect(figures.AP50).toBeCloseTo(1, 9)
    // pycocotools reads the match with id 0 as none: a false positive above the one true positive.
    expect(expected.figures_of_pycocotools_with_id_0!.AP50).toBeLessThan(0.5)
  })
})

type Golden = {
  readonly pycocotools_stats: CocoFigures
  readonly AP_per_class: Readonly<Record<string, number>>
  readonly AP50_per_class: Readonly<Record<string, number>>
  readonly precision_iou50_area_all_maxdets100?: Readonly<Record<string, readonly number[]>>
}

describe.each(['coco-60', 'coco-5000'])('golden figures of %s', (name) => {
  const folder = goldenFolder(name)
  const extension = name === 'coco-60' ? 'json' : 'json.gz'

  it.skipIf(folder === null)('agree in all twelve figures and for every category', async () => {
    const { dataset } = await readCocoFiles(join(folder!, `gt.${extension}`), join(folder!, `dt.${extension}`))
    const golden = readJson<Golden>(join(folder!, 'expected.json'))

    const { figures, categories } = evaluateCoco(dataset)

    expectFigures(figures, golden.pycocotools_stats)
    for (const category of categories) {
      expectClose(category.AP, golden.AP_per_class[category.id]!)
      expectClose(category.AP50, golden.AP50_per_class[category.id]!)
      const curve = golden.precision_iou50_area_all_maxdets100?.[category.id]
      if (curve) expectCurve(category.precision50, curve)
    }
  })
})

describe('properties of COCO figures', () => {
  it('every figure lies between 0 and 1, or is -1 where nothing counts', () => {
    fc.assert(
      fc.property(drawn, (boxes) => {
        const { figures } = evaluateCoco(datasetOfDrawn(boxes))
        return Object.values(figures).every((value) => value === -1 || (value >= 0 && value <= 1))
      }),
    )
  })

  it('finding a missed object with the highest score of all never lowers the AP50 of its category', () => {
    fc.assert(
      fc.property(drawn, fc.nat(), (boxes, choice) => {
        const missed = missedTruths(boxes)
        fc.pre(missed.length > 0)
        const { image, category, box } = missed[choice % missed.length]!
        const before = evaluateCoco(datasetOfDrawn(boxes)).categories[category! - 1]!.AP50!

        const found: Found[] = [...boxes.found, { image, category, box, score: 1 }]
        const after = evaluateCoco(datasetOfDrawn({ ...boxes, found })).categories[category! - 1]!.AP50!

        expect(after).toBeGreaterThanOrEqual(before - 1e-12)
      }),
    )
  })

  it('neither the order of the images nor that of the boxes of different images changes anything', () => {
    const order = fc.shuffledSubarray(drawnImages, { minLength: drawnImages.length })
    fc.assert(
      fc.property(drawn, order, (boxes, images) => {
        const byImage = <Box extends { readonly image?: number }>(all: readonly Box[]) =>
          images.flatMap((image) => all.filter((each) => each.image === image))
        const shuffled = { truths: byImage(boxes.truths), found: byImage(boxes.found) }
        expect(evaluateCoco(datasetOfDrawn(shuffled, images))).toEqual(evaluateCoco(datasetOfDrawn(boxes)))
      }),
    )
  })
})

/**
 * Objects that count and that no detection takes at an IoU of 0.5; of equal boxes none, since either could be taken.
 */
function missedTruths(boxes: { readonly truths: readonly Truth[]; readonly found: readonly Found[] }): Truth[] {
  const isSame = (a: Truth, b: Truth) => a.image === b.image && a.category === b.category && `${a.box}` === `${b.box}`
  return indexCategories(datasetOfDrawn(boxes))
    .flatMap((index) => {
      const matched = new Set(matchCategory(index, [0.5]).groundTruths)
      return Array.from(index.groundTruths).filter((_, place) => !matched.has(place) && !index.isIgnored[place])
    })
    .map((place) => boxes.truths[place]!)
    .filter((truth) => boxes.truths.filter((other) => isSame(truth, other)).length === 1)
}

describe('an ignore region without a class', () => {
  const region: Truth = { category: 0, box: [0, 0, 100, 100], ignore: true }
  const object: Truth = { category: 2, box: [200, 0, 240, 40] }
  const names = ['cat', 'dog']

  it('excuses detections of every class and counts as an object of none', () => {
    const found = [
      { category: 1, box: [10, 10, 40, 40], score: 0.9 },
      { category: 2, box: [50, 50, 90, 90], score: 0.8 },
      { category: 2, box: [200, 0, 240, 40], score: 0.7 },
    ] as const

    const { categories } = evaluateCoco(datasetOf([region, object], found, { names }))

    expect(categories.map((category) => category.groundTruths)).toEqual([0, 1])
    // Were the detection in the region wrong, the one right one below it would have a precision of 1/2.
    expect(categories[1]!.AP50).toBeCloseTo(1, 9)
  })
})

function expectFigures(actual: CocoFigures, expected: CocoFigures): void {
  const names = Object.keys(expected) as (keyof CocoFigures)[]
  expect(names).toHaveLength(12)
  const differing = names.filter((name) => !(Math.abs(actual[name] - expected[name]) < tolerance))
  expect(differing).toEqual([])
}

function expectClose(actual: number | null, expected: number | null): void {
  if (expected === null) expect(actual).toBeNull()
  else expect(Math.abs(actual! - expected)).toBeLessThan(tolerance)
}

function expectCurve(actual: Float64Array | null, expected: readonly number[] | null): void {
  if (expected === null) {
    expect(actual).toBeNull()
    return
  }
  expect(actual).toHaveLength(101)
  expect(Math.max(...expected.map((value, place) => Math.abs(value - actual![place]!)))).toBeLessThan(tolerance)
}
