/**
 * How much a window differs from what lies beside it: a simple measure of "here is a thing", without any learning (after the colour
 * contrast of Alexe et al., "Measuring the objectness of image windows", 2012, section 2.2). Fisher's ratio compares the mean colour in
 * the window with that of a strip on each of its four sides, by how mixed both are. The side that differs least counts: a window that
 * cuts a thing, or holds only a part of it, is like its neighbour on that side.
 *
 * Sums over windows come from integral images: the sum over all cells above and left of a corner, of which four give any window
 * (Viola and Jones, 2001). It is plain arithmetic over the pixels, inside the graph, without a gradient.
 * In: images [batch, size, size, 3] of 0..255, windows in network pixels. Out: [batch, windows], larger for what stands out.
 */
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { contrastCell, contrastStrip, smallestVariance } from './config.ts'

/** @param windows x1, y1, x2, y2; length 4n */
export function contrastOf(images: Tensor, windows: Float32Array): Tensor {
  const cells = images.shape[1]! / contrastCell
  const sums = integralOf(cellValues(images))
  const edges = cellEdgesOf(windows, cells)
  const inside = momentsOf(windowSums(sums, edges, cells))
  const ratios = sidesOf(edges, cells).map((side) => {
    const beside = momentsOf(windowSums(sums, side, cells))
    const distance = inside.colour.sub(beside.colour).square().sum(2) // [batch, windows]
    return distance.div(inside.variance.add(beside.variance).add(smallestVariance))
  })
  return ratios.reduce((least, ratio) => tf.minimum(least, ratio))
}

/** Red, green, blue and the sum of their squares in square cells; [batch, cells, cells, 4]. */
function cellValues(images: Tensor): Tensor {
  const small = tf.avgPool(images.div(255) as never, contrastCell, contrastCell, 'valid') as Tensor // [batch, cells, cells, 3]
  return tf.concat([small, small.square().sum(3, true)], 3) as Tensor
}

const none: [number, number] = [0, 0]

/** [batch, cells, cells, values] → [batch, (cells + 1)², values]: sums over all cells above and left of each corner. */
function integralOf(values: Tensor): Tensor {
  const [batch, cells, , columns] = values.shape as [number, number, number, number]
  const padded = values.pad([none, [1, 0], [1, 0], none]) as Tensor
  return tf.cumsum(tf.cumsum(padded, 1), 2).reshape([batch, (cells + 1) ** 2, columns])
}

/** First and last corner of windows in whole cells. */
type Corners = { readonly x1: Int32Array; readonly y1: Int32Array; readonly x2: Int32Array; readonly y2: Int32Array }

/** Within the picture, at least one cell. */
function cellEdgesOf(windows: Float32Array, cells: number): Corners {
  const count = windows.length / 4
  const along = (low: number, high: number) => {
    const first = new Int32Array(count)
    const last = new Int32Array(count)
    for (let window = 0; window < count; window++) {
      first[window] = Math.max(0, Math.min(cells - 1, Math.round(windows[window * 4 + low]! / contrastCell)))
      last[window] = Math.min(
        cells,
        Math.max(first[window]! + 1, Math.round(windows[window * 4 + high]! / contrastCell)),
      )
    }
    return [first, last] as const
  }
  const [x1, x2] = along(0, 2)
  const [y1, y2] = along(1, 3)
  return { x1, y1, x2, y2 }
}

/** Strips left of, right of, above and below each window. */
function sidesOf({ x1, y1, x2, y2 }: Corners, cells: number): Corners[] {
  const reach = (from: Int32Array, to: Int32Array, window: number) =>
    Math.max(1, Math.round((to[window]! - from[window]!) * contrastStrip))
  const before = (from: Int32Array, to: Int32Array) =>
    from.map((edge, window) => Math.max(0, edge - reach(from, to, window)))
  const after = (from: Int32Array, to: Int32Array) =>
    to.map((edge, window) => Math.min(cells, edge + reach(from, to, window)))
  return [
    { x1: before(x1, x2), y1, x2: x1, y2 },
    { x1: x2, y1, x2: after(x1, x2), y2 },
    { x1, y1: before(y1, y2), x2, y2: y1 },
    { x1, y1: y2, x2, y2: after(y1, y2) },
  ]
}

/** Sums of the values over each window, [batch, windows, values], and how many cells it has, [1, windows, 1]. */
type Sums = { readonly values: Tensor; readonly count: Tensor }

function windowSums(integral: Tensor, { x1, y1, x2, y2 }: Corners, cells: number): Sums {
  const corner = (xs: Int32Array, ys: Int32Array) =>
    tf.gather(
      integral,
      tf.tensor1d(
        xs.map((x, window) => ys[window]! * (cells + 1) + x),
        'int32',
      ) as never,
      1,
    ) as Tensor
  const values = corner(x2, y2).sub(corner(x1, y2)).sub(corner(x2, y1)).add(corner(x1, y1))
  const counts = Float32Array.from(x1, (from, window) => (x2[window]! - from) * (y2[window]! - y1[window]!))
  return { values, count: tf.tensor(counts, [1, counts.length, 1]) }
}

/** Mean colour [batch, windows, 3] and how much colours vary around it [batch, windows]; what lies outside the picture has none. */
function momentsOf({ values, count }: Sums): { readonly colour: Tensor; readonly variance: Tensor } {
  const means = values.div(tf.maximum(count, 1))
  const colour = means.slice([0, 0, 0], [-1, -1, 3])
  const squares = means.slice([0, 0, 3], [-1, -1, 1])
  const variance = tf.relu(squares.sub(colour.square().sum(2, true)))
  const [batch, windows] = colour.shape as [number, number, number]
  return { colour, variance: variance.reshape([batch, windows]) }
}
