/** What is shown of a region is what training decides inside the graph. */
import { expect, it } from 'vitest'
import { sampleRegions } from '../../../../main/engine/detector/regions/sampleRegions.ts'
import { shownBy } from '../../../../main/engine/detector/regions/shownBy.ts'
import { type Tensor, tf } from '../../../../main/engine/tensorflow/tensorflow.ts'
import { seededRandom } from '../../../../shared/random.ts'

it('a region shows the label that it overlaps most, if by a half, and never an ignore region', () => {
  // The label is 10 x 10. Moved by 2: 80 of 120; by 4: 60 of 140, less than a half. The last lies on an ignore region.
  const labels = { boxes: Float64Array.of(0, 0, 10, 10, 50, 50, 60, 60), classes: Int32Array.of(1, -1) }
  const regions = Float32Array.of(2, 0, 12, 10, 4, 0, 14, 10, 50, 50, 60, 60, 0, 0, 0, 0)
  expect(shownBy(regions, labels)).toEqual([{ row: 0, label: 0, fit: expect.closeTo(80 / 120, 6) }])
})

it('of many regions is the same as in training', () => {
  const random = seededRandom(4)
  const box = () => {
    const [x, y] = [random.next() * 60, random.next() * 60]
    return [x, y, x + 8 + random.next() * 20, y + 8 + random.next() * 20]
  }
  const labels = Array.from({ length: 6 }, box)
  // Half of them near a label.
  const regions = Array.from({ length: 80 }, (_, place) =>
    place % 2 === 0 ? box() : labels[place % 6]!.map((edge) => edge + random.next() * 6 - 3),
  )
  const shown = shownBy(Float32Array.from(regions.flat()), {
    boxes: Float64Array.from(labels.flat()),
    classes: Int32Array.from(labels, (_, label) => label),
  })
  const all = regions.length + labels.length
  const sampled = sampleRegions(
    tf.tensor3d(
      regions.flatMap((region) => [...region, 1]),
      [1, regions.length, 5],
    ) as Tensor,
    {
      labelBoxes: tf.tensor3d(labels.flat(), [1, labels.length, 4]),
      labelClasses: tf.tensor2d([...labels.keys()], [1, labels.length], 'int32'),
      lots: tf.zeros([1, all]),
    },
    { regions: all, objects: all },
  )
  const [boxes, objects, classes] = [sampled.boxes, sampled.objects, sampled.classes].map((each) => each.dataSync())
  const trained = new Map<string, number>()
  for (let place = 0; place < all; place++) {
    const name = [...boxes!.subarray(place * 4, place * 4 + 4)].join()
    if (objects![place] === 1) trained.set(name, classes![place]!)
  }
  const nameOf = (row: number) => [...Float32Array.from(regions[row]!)].join()
  expect(shown.length).toBeGreaterThan(10)
  expect(shown.map(({ row, label }) => [nameOf(row), label])).toEqual(
    shown.map(({ row }) => [nameOf(row), trained.get(nameOf(row))]),
  )
  // Besides the labels themselves nothing else is an object.
  expect(trained.size).toBe(shown.length + labels.length)
})
