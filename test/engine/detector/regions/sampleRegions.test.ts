import { describe, expect, it } from 'vitest'
import { regionObjects, regionSamples } from '../../../../main/engine/detector/regions/config.ts'
import { ignoredLabel, sampleRegions, unusedLabel } from '../../../../main/engine/detector/regions/sampleRegions.ts'
import { tf } from '../../../../main/engine/tensorflow/tensorflow.ts'
import { seededRandom } from '../../../../shared/random.ts'

type Label = readonly [category: number, ...box: number[]]
const unused: Label = [unusedLabel, 0, 0, 0, 0]

/** One picture: proposals (x1 … y2, all sure or, for a score of 0, empty) against labels. */
function sampled(proposals: readonly number[][], labels: readonly Label[], seed = 1) {
  const random = seededRandom(seed)
  const lots = Array.from({ length: proposals.length + labels.length }, () => random.next())
  const regions = sampleRegions(tf.tensor3d([proposals.map((box) => (box.length === 5 ? box : [...box, 0.9]))]), {
    labelBoxes: tf.tensor3d([labels.map(([, ...box]) => box)]),
    labelClasses: tf.tensor2d([labels.map(([category]) => category)], undefined, 'int32'),
    lots: tf.tensor2d([lots]),
  })
  const [boxes, aims] = [regions.boxes.arraySync(), regions.labels.arraySync()] as number[][][][]
  const flat = (values: { dataSync: () => ArrayLike<number> }) => Array.from(values.dataSync())
  const [weights, objects, classes] = [flat(regions.weights), flat(regions.objects), flat(regions.classes)]
  const used = [...weights.keys()].filter((place) => weights[place] === 1)
  return used.map((place) => ({
    box: boxes![0]![place]!,
    object: objects[place] === 1 ? { category: classes[place], label: aims![0]![place] } : null,
  }))
}
const far = (count: number) => Array.from({ length: count }, (_, index) => [200 + index, 200, 210 + index, 210])
const nothing = (count: number): number[][] => Array.from({ length: count }, () => [0, 0, 0, 0, 0])

describe('a region', () => {
  it('learns the label that it overlaps most, from an IoU of a half on; labelled boxes take part themselves', () => {
    const labels: Label[] = [[2, 0, 0, 10, 10], [1, 4, 0, 14, 10], unused]
    // Shifts of the first label by 3 (IoU 7 / 13 = 0.54; of the second 9 / 11), and up by 4 (6 / 14 = 0.43).
    const found = sampled([[3, 0, 13, 10], [0, -4, 10, 6], ...nothing(160)], labels)
    const byBox = new Map(found.map(({ box, object }) => [box.join(), object]))
    expect(byBox.size).toBe(4)
    expect(byBox.get('3,0,13,10')).toEqual({ category: 1, label: [4, 0, 14, 10] })
    expect(byBox.get('0,-4,10,6')).toBeNull()
    expect(byBox.get('0,0,10,10')).toEqual({ category: 2, label: [0, 0, 10, 10] })
    expect(byBox.get('4,0,14,10')).toEqual({ category: 1, label: [4, 0, 14, 10] })
  })

  it('in an ignore region is not background, and the region itself does not take part', () => {
    const found = sampled([[32, 2, 38, 8], [90, 0, 99, 9], ...nothing(160)], [[ignoredLabel, 30, 0, 40, 10]])
    expect(found).toEqual([{ box: [90, 0, 99, 9], object: null }])
  })

  it('of a picture without labels is background', () => {
    const found = sampled([[1, 1, 9, 9], [20, 20, 40, 40], ...nothing(160)], [unused, unused])
    expect(found.map(({ object }) => object)).toEqual([null, null])
  })
})

describe('regions are drawn', () => {
  const near = Array.from({ length: 40 }, (_, index) => [index / 40, 0, 10 + index / 40, 10])

  it('with a quarter of objects at most, the rest background', () => {
    const found = sampled([...near, ...far(160)], [[0, 0, 0, 10, 10], unused])
    expect(found.length).toBe(regionSamples)
    expect(found.filter(({ object }) => object).length).toBe(regionObjects)
  })

  it('with more background where objects are few, and not twice', () => {
    const found = sampled([...near.slice(0, 3), ...far(160)], [[0, 0, 0, 10, 10], unused])
    expect(found.length).toBe(regionSamples)
    expect(found.filter(({ object }) => object).length).toBe(4)
    expect(new Set(found.map(({ box }) => box.join())).size).toBe(regionSamples - 1) // the first is the label once more
  })

  it('with less than the number where both are few', () => {
    expect(sampled([...near.slice(1, 3), ...far(5), ...nothing(160)], [[0, 0, 0, 10, 10]]).length).toBe(8)
  })

  it('by lot: other numbers give others', () => {
    const drawn = (seed: number) =>
      sampled([...near, ...far(160)], [[0, 0, 0, 10, 10], unused], seed)
        .map(({ box }) => box.join())
        .sort()
    expect(drawn(1)).toEqual(drawn(1))
    expect(drawn(2)).not.toEqual(drawn(1))
  })
})
