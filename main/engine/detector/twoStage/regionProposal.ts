/**
 * The region proposal network: whether each anchor of each cell holds something, and how that differs from the anchor (Ren et
 * al., "Faster R-CNN", 2015, section 3.1). A 3 x 3 convolution on each of the neck's maps, then one number and four for each anchor.
 * In: the neck's maps. Out: [batch, anchors, 5], for every scale, row, column and anchor in the order of the grid: tx, ty, tw, th
 * (offsets.ts) and objectness before the sigmoid.
 */
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { type Builder, convolutionBlock, outputConvolution, type Pass } from '../layers.ts'

export type RegionProposalNetwork = (maps: readonly Tensor[], pass: Pass) => Tensor

export function buildRegionProposal(
  builder: Builder,
  { channels, anchorsPerCell }: { readonly channels: number; readonly anchorsPerCell: number },
): RegionProposalNetwork {
  const scales = [0, 1, 2].map((scale) => ({
    look: convolutionBlock(builder, `proposal/${scale}/look`, { inputs: channels, outputs: channels, kernel: 3 }),
    say: outputConvolution(builder, `proposal/${scale}/out`, channels, new Float32Array(anchorsPerCell * 5)),
  }))
  return (maps, pass) => {
    const outputs = scales.map(({ look, say }, scale) => {
      const [batch, rows, columns] = maps[scale]!.shape as [number, number, number, number]
      const said = say(look(maps[scale]!, pass), pass) // [batch, rows, columns, 5 x anchors of a cell]
      return said.reshape([batch, rows * columns * anchorsPerCell, 5]) // [batch, anchors, 5]
    })
    return tf.concat(outputs, 1) as Tensor // [batch, anchors of all scales, 5]
  }
}
