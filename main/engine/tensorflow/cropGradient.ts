/** The gradient of windows cut out of maps and resized (CropAndResize, bilinear) with respect to the maps. */
import { type Tensor, tf } from './tensorflow.ts'

/**
 * Every cell gets of each place that was read beside it the part with which it was read. In one order, whatever the number of
 * threads: TensorFlow's own operation for it, CropAndResizeGradImage, lets threads add to the same cell at once on a processor,
 * so that a run with the same seed came out otherwise.
 * @param dy [n, size, size, channels]
 * @param boxes [n, 4], y1, x1, y2, x2 as parts of the sides
 * @param owners [n], the map that each is cut out of
 * @param shape of the maps: [batch, height, width, channels]
 */
export function cropGradient(dy: Tensor, boxes: Tensor, owners: Tensor, shape: readonly number[]): Tensor {
  const [batch, height, width, channels] = shape as [number, number, number, number]
  const [count, size] = dy.shape as [number, number]
  const [y1, x1, y2, x2] = tf.split(boxes, 4, 1) as [Tensor, Tensor, Tensor, Tensor]
  const rows = cellsRead(y1, y2, size, height).map(({ cell, part }) => ({
    cell: cell
      .add(owners.cast('float32').mul(height).reshape([count, 1]))
      .mul(width)
      .reshape([count, size, 1]),
    part: part.reshape([count, size, 1, 1]),
  }))
  const columns = cellsRead(x1, x2, size, width).map(({ cell, part }) => ({
    cell: cell.reshape([count, 1, size]),
    part: part.reshape([count, 1, size, 1]),
  }))
  const sums = rows.flatMap((row) =>
    columns.map((column) => {
      const cells = row.cell.add(column.cell).cast('int32').reshape([-1, 1]) // [n * size * size, 1]
      const parts = dy.mul(row.part.mul(column.part)).reshape([-1, channels]) as Tensor
      return tf.scatterND(cells as never, parts as never, [batch * height * width, channels]) as Tensor
    }),
  )
  return sums.reduce((sum, part) => sum.add(part)).reshape([batch, height, width, channels])
}

/**
 * The two cells that each of `size` evenly spaced places from the first to the last edge is read between, and the part of each;
 * 0 beyond the map. All [n, size].
 */
function cellsRead(first: Tensor, last: Tensor, size: number, cells: number) {
  // A single place lies in the middle.
  const steps = size > 1 ? tf.range(0, size).div(size - 1) : tf.tensor1d([0.5])
  const places = first.add(last.sub(first).mul(steps)).mul(cells - 1)
  const isInside = places
    .greaterEqual(0)
    .logicalAnd(places.lessEqual(cells - 1))
    .cast('float32')
  const before = places.clipByValue(0, cells - 1).floor()
  const beyond = places.sub(before)
  return [
    { cell: before, part: isInside.mul(tf.sub(1, beyond)) as Tensor },
    { cell: before.add(1).clipByValue(0, cells - 1), part: isInside.mul(beyond) as Tensor },
  ]
}
