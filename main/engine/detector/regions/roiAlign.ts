/**
 * RoI align: what the maps say of a region, in windows of one size, read between the cells and not rounded to them (He et al., "Mask
 * R-CNN", 2017, section 3). Each region is read from the map that suits its size (Lin et al., "Feature pyramid networks", 2017,
 * equation 1). All maps lie in one sheet, one below the other, so that one operation reads from all of them.
 *
 * In: maps [batch, size / stride, size / stride, channels], fine to coarse; regions [batch, regions, 4] in network pixels, inside the
 * picture. Out: [batch x regions, side, side, channels]. The gradient goes to the maps; the regions are taken as they are.
 */
import { cropAndResize } from '../../tensorflow/ops.ts'
import { columnsOf } from '../../tensorflow/pairwiseIou.ts'
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { strides } from '../config.ts'
import type { FeatureMaps } from '../neck.ts'
import { coarserFrom } from './config.ts'

export function alignRegions(maps: FeatureMaps, regions: Tensor, side: number): Tensor {
  const [batch, count] = regions.shape as [number, number, number]
  const sheet = sheetOf(maps) // [batch, rows of all maps, columns of the finest, channels]
  const [, rows, columns] = sheet.shape as [number, number, number, number]
  const windows = windowsOf(regions.reshape([batch * count, 4]), maps, { rows, columns, side })
  return cropAndResize(sheet, windows, ownersOf(regions), side) // [batch * regions, side, side, channels]
}

/**
 * The picture that each region lies in; int32 [batch x regions]. Counted from the regions themselves, so that an exported graph says
 * it for a batch of any size.
 */
export function ownersOf(regions: Tensor): Tensor {
  const one = tf.greaterEqual(regions.slice([0, 0, 0], [-1, -1, 1]), 0).toFloat() as Tensor // [batch, regions, 1]
  return tf.cumsum(one, 0, true).reshape([-1]).toInt()
}

/** Every map with its border cells once more around it, one below the other. */
function sheetOf(maps: FeatureMaps): Tensor {
  const framed = maps.map(withFrame)
  const width = Math.max(...framed.map((map) => map.shape[2]!))
  const wide = framed.map((map) => (map.shape[2] === width ? map : map.pad(padding(width - map.shape[2]!))))
  return tf.concat(wide, 1) as Tensor // [batch, sum of rows, widest, channels]
}

const padding = (columns: number) =>
  [
    [0, 0],
    [0, 0],
    [0, columns],
    [0, 0],
  ] as [number, number][]

/** A region may begin half a cell before the middle of the first: there the map says what it says in that cell. */
function withFrame(map: Tensor): Tensor {
  const [, rows, columns] = map.shape as [number, number, number, number]
  const row = (index: number) => map.slice([0, index, 0, 0], [-1, 1, -1, -1])
  const tall = tf.concat([row(0), map, row(rows - 1)], 1) as Tensor
  const column = (index: number) => tall.slice([0, 0, index, 0], [-1, -1, 1, -1])
  return tf.concat([column(0), tall, column(columns - 1)], 2) as Tensor // [batch, rows + 2, columns + 2, channels]
}

type Sheet = { readonly rows: number; readonly columns: number; readonly side: number }

/**
 * The first and the last point of each window in the sheet: a window of `side` cells is read in the middle of each of them.
 * @returns y1, x1, y2, x2, where 0 and 1 are the middles of the sheet's first and last cell; [n, 4]
 */
function windowsOf(regions: Tensor, maps: FeatureMaps, { rows, columns, side }: Sheet): Tensor {
  const [x1, y1, x2, y2] = columnsOf(regions) // [n, 1]
  const [width, height] = [x2.sub(x1), y2.sub(y1)]
  const area = width.mul(height)
  const isCoarser = coarserFrom.map((from) => tf.greaterEqual(area, from * from).toFloat())
  /** The value for the map of each region: that of the finest, and what each coarser one adds. */
  const ofMap = (values: readonly number[]) =>
    isCoarser.reduce<Tensor>((sum, is, map) => sum.add(is.mul(values[map + 1]! - values[map]!)), tf.scalar(values[0]!))
  const stride = ofMap(strides)
  const firstRow = ofMap(maps.map((_, map) => maps.slice(0, map).reduce((sum, { shape }) => sum + shape[1]! + 2, 0)))
  const half = 0.5 / side
  /** Pixels to cells: a cell's middle is half a cell from its edge, and the frame comes before the first. */
  const cell = (pixels: Tensor) => pixels.div(stride).add(0.5)
  return tf.concat(
    [
      cell(y1.add(height.mul(half)))
        .add(firstRow)
        .div(rows - 1),
      cell(x1.add(width.mul(half))).div(columns - 1),
      cell(y2.sub(height.mul(half)))
        .add(firstRow)
        .div(rows - 1),
      cell(x2.sub(width.mul(half))).div(columns - 1),
    ],
    1,
  ) as Tensor // [n, 4]
}
