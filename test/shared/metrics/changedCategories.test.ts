import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedCategories, onlyCategories } from '../../../shared/metrics/changedCategories.ts'
import { evaluateCoco } from '../../../shared/metrics/coco.ts'
import { datasetOf, datasetOfDrawn, drawn, drawnNames, type Truth } from './datasets.ts'

const cat: Truth = { category: 1, box: [0, 0, 10, 10] }
const dog: Truth = { category: 2, box: [20, 0, 30, 10] }
const owl: Truth = { category: 3, box: [40, 0, 50, 10] }
const labels = [cat, dog, owl]

const changed = (before: readonly Truth[], after: readonly Truth[]) => {
  const of = (truths: readonly Truth[]) => datasetOf(truths, [], { names: drawnNames, imageIds: [1, 2] })
  return [...changedCategories(of(before), of(after))].sort()
}

describe('categories that changed', () => {
  it.each<[string, readonly Truth[], readonly number[]]>([
    ['nothing', [cat, dog, owl], []],
    ['another class: that and the former one', [cat, { ...dog, category: 3 }, owl], [2, 3]],
    ['moved', [cat, { ...dog, box: [20, 0, 31, 10] }, owl], [2]],
    ['no object any more', [{ ...cat, ignore: true }, dog, owl], [1]],
    ['in another image', [cat, dog, { ...owl, image: 2 }], [3]],
    ['removed, which moves all that follow', [dog, owl], [1]],
    ['added before others', [{ ...owl, image: 1 }, cat, dog, owl], [3]],
    ['a remark that average precision does not read', [cat, { ...dog, difficult: true, truncated: 0.5 }, owl], []],
    ['a region of no class: all', [cat, dog, owl, { category: 0, box: [0, 0, 9, 9], ignore: true }], [1, 2, 3]],
  ])('%s', (_, after, ids) => {
    expect(changed(labels, after)).toEqual(ids)
    expect(changed(after, labels)).toEqual(ids)
  })

  it('two labels of a class that change places decide otherwise which of them an equal overlap takes', () => {
    const second: Truth = { category: 1, box: [5, 0, 15, 10] }
    expect(changed([cat, second], [second, cat])).toEqual([1])
  })
})

it('a category judged by itself has the figures that it has among all', () => {
  fc.assert(
    fc.property(drawn, fc.subarray([1, 2, 3]), (boxes, ids) => {
      const dataset = datasetOfDrawn(boxes)
      const alone = evaluateCoco(onlyCategories(dataset, new Set(ids))).categories
      const among = evaluateCoco(dataset).categories.filter(({ id }) => ids.includes(id))
      expect(alone).toEqual(among)
    }),
  )
})
