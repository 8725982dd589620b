/**
 * The head: what each anchor of each cell says. Two towers, since what a thing is and where it is want different features
 * (Ge et al., "YOLOX", 2021): one for box and objectness, one for the classes.
 * In: the neck's maps. Out: [batch, anchors, 5 + classes], for every scale, row, column and anchor in this order:
 * tx, ty, tw, th, objectness, one number for each class; none of them squashed yet.
 */
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { objectnessPrior } from '../config.ts'
import { type Builder, dropout, type Layer, outputConvolution, type Pass, separableBlock, sequence } from '../layers.ts'

export type Head = (maps: readonly Tensor[], pass: Pass) => Tensor

/** Box and class tower of each scale end in a place that may drop out. */
export const headDropoutPlaces = 6

export type HeadShape = { readonly channels: number; readonly anchorsPerCell: number; readonly classes: number }

export function buildHead(builder: Builder, { channels, anchorsPerCell, classes }: HeadShape): Head {
  const tower = (name: string): Layer =>
    sequence(
      separableBlock(builder, `${name}/a`, channels, channels),
      separableBlock(builder, `${name}/b`, channels, channels),
    )
  const scales = [0, 1, 2].map((scale) => ({
    boxTower: sequence(tower(`head/${scale}/box`), dropout(2 * scale)),
    classTower: sequence(tower(`head/${scale}/class`), dropout(2 * scale + 1)),
    boxes: outputConvolution(builder, `head/${scale}/box/out`, channels, boxBias(anchorsPerCell)),
    classes: outputConvolution(
      builder,
      `head/${scale}/class/out`,
      channels,
      new Float32Array(anchorsPerCell * classes),
    ),
  }))
  return (maps, pass) => {
    const outputs = scales.map((scale, index) => {
      const map = maps[index]!
      const [batch, rows, columns] = map.shape as [number, number, number, number]
      const anchors = rows * columns * anchorsPerCell
      const boxes = scale.boxes(scale.boxTower(map, pass), pass).reshape([batch, anchors, 5])
      const classScores = scale.classes(scale.classTower(map, pass), pass).reshape([batch, anchors, classes])
      return tf.concat([boxes, classScores], 2) // [batch, rows * columns * anchorsPerCell, 5 + classes]
    })
    return tf.concat(outputs, 1) as Tensor // [batch, anchors of all scales, 5 + classes]
  }
}

/** Boxes start as their anchors, objectness at its prior probability. */
function boxBias(anchorsPerCell: number): Float32Array {
  const objectness = Math.log(objectnessPrior / (1 - objectnessPrior))
  return Float32Array.from({ length: anchorsPerCell * 5 }, (_, index) => (index % 5 === 4 ? objectness : 0))
}
