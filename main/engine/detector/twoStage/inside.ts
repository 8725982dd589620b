/**
 * What both stages say of one picture, anchor by anchor, and which anchors learn its labels. Suppression does not tell which anchors
 * its boxes came from, so each proposal is looked up among the decoded anchors again.
 */
import type { Explanation } from '../../../../shared/explainCalls.ts'
import type { Tensor } from '../../tensorflow/tensorflow.ts'
import type { Inside, Learner, Said } from '../family.ts'
import type { NetworkBoxes } from '../networkBoxes.ts'
import { overlap } from '../nonMaximumSuppression.ts'
import { assignAnchors } from './assignAnchors.ts'
import { anchorObjectIou, offsetScales } from './config.ts'
import { decodeRegions } from './decodeRegions.ts'
import { decodeOffsets } from './offsets.ts'
import { proposeRegions } from './proposals.ts'
import type { RegionProposalNetwork } from './regionProposal.ts'
import type { SecondHead } from './secondHead.ts'

type Parts = Pick<Inside, 'grid' | 'backbone' | 'neck' | 'features'> & {
  readonly propose: RegionProposalNetwork
  readonly secondHead: SecondHead
  /** x1, y1, x2, y2 of the anchors, as numbers and as [anchors, 4]. */
  readonly anchors: Float32Array
  readonly references: () => Tensor
  readonly size: number
}

export function insideOfTwoStage(parts: Parts): Inside {
  const { grid, backbone, neck, features, propose, secondHead, references, size } = parts
  return {
    grid,
    backbone,
    neck,
    features,
    head: propose,
    look: (images, pass) => {
      const maps = features(images, pass)
      const output = propose(maps, pass) // [1, anchors, 5]
      const decoded = decodeOffsets(output.slice([0, 0, 0], [-1, -1, 4]), references().expandDims(0))
      const proposals = proposeRegions(output, references(), size) // [1, proposals, 5]
      const regions = proposals.slice([0, 0, 0], [-1, -1, 4])
      const second = decodeRegions(secondHead(maps, regions, pass), proposals, size)
      return { outputs: output, anchors: decoded.clipByValue(0, size), proposals, ...second }
    },
    tell: (values) => bothStages(values as Stages),
    learners: (labels) => learnersOf(parts.anchors, labels),
  }
}

type Stages = {
  /** 5 an anchor */
  readonly outputs: Float32Array
  /** 4 an anchor: the box that it says */
  readonly anchors: Float32Array
  /** 5 a proposal */
  readonly proposals: Float32Array
  /** Of the second stage: 4 a proposal, and one for each class. */
  readonly boxes: Float32Array
  readonly probabilities: Float32Array
}

function bothStages({ outputs, anchors, proposals, boxes, probabilities }: Stages): Said {
  const classes = (probabilities.length / proposals.length) * 5
  const said = Float32Array.from(anchors)
  const ofClass = new Float32Array((anchors.length / 4) * classes)
  const origins: { row: number; box: Corners }[] = []
  const taken = new Set<number>()
  for (let proposal = 0; proposal < proposals.length / 5; proposal++) {
    const [x1, y1, x2, y2, sure] = proposals.subarray(proposal * 5, proposal * 5 + 5) as unknown as Proposal
    if (sure === 0) break
    const row = anchorOf([x1, y1, x2, y2, sure], { outputs, anchors }, taken)
    taken.add(row)
    origins.push({ row, box: [x1, y1, x2, y2] })
    said.set(boxes.subarray(proposal * 4, proposal * 4 + 4), row * 4)
    ofClass.set(probabilities.subarray(proposal * classes, (proposal + 1) * classes), row * classes)
  }
  const [x, y, width, height] = offsetScales
  const twoStage = {
    objectIou: anchorObjectIou,
    offsetScales: [x, y, width, height],
    proposals: origins,
  } satisfies Explanation['twoStage']
  return { outputs, boxes: said, probabilities: ofClass, twoStage }
}

type Corners = [x1: number, y1: number, x2: number, y2: number]
type Proposal = readonly [...Corners, sure: number]

/** The anchor whose box and sureness a proposal has: the nearest, since the last bits may differ. */
function anchorOf(
  proposal: Proposal,
  { outputs, anchors }: Pick<Stages, 'outputs' | 'anchors'>,
  taken: ReadonlySet<number>,
): number {
  let nearest = -1
  let least = Number.POSITIVE_INFINITY
  for (let row = 0; row < anchors.length / 4; row++) {
    if (taken.has(row)) continue
    let distance = Math.abs(1 / (1 + Math.exp(-outputs[row * 5 + 4]!)) - proposal[4])
    for (let edge = 0; edge < 4 && distance < least; edge++)
      distance += Math.abs(anchors[row * 4 + edge]! - proposal[edge]!)
    if (distance < least) {
      nearest = row
      least = distance
    }
  }
  return nearest
}

function learnersOf(anchors: Float32Array, labels: NetworkBoxes): Learner[] {
  return assignAnchors(anchors, labels).objects.map(({ row, box }) => {
    const pair = Float32Array.of(
      ...labels.boxes.subarray(box * 4, box * 4 + 4),
      ...anchors.subarray(row * 4, row * 4 + 4),
    )
    return { row, label: box, fit: overlap(pair, 0, 1) }
  })
}
