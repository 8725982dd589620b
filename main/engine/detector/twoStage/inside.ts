/**
 * What both stages say of one picture, anchor by anchor, and which anchors learn its labels. Suppression does not tell which anchors
 * its boxes came from, so each proposal is looked up among the decoded anchors again.
 */
import type { TrainSettings } from '../../../../shared/trainSettings.ts'
import type { Tensor } from '../../tensorflow/tensorflow.ts'
import type { Inside, Learner, Said } from '../family.ts'
import type { Grid } from '../grid.ts'
import type { Pass } from '../layers.ts'
import type { FeatureMaps } from '../neck.ts'
import { type NetworkBoxes, overlapWithLabel } from '../networkBoxes.ts'
import { offsetScales, regionObjectIou } from '../regions/config.ts'
import { decodeRegions } from '../regions/decodeRegions.ts'
import { decodeOffsets } from '../regions/offsets.ts'
import { proposedBoxes } from '../regions/proposedBoxes.ts'
import { shownBy } from '../regions/shownBy.ts'
import { assignAnchors } from './assignAnchors.ts'
import { anchorObjectIou } from './config.ts'
import { proposeRegions } from './proposals.ts'
import type { RegionProposalNetwork } from './regionProposal.ts'
import { twoStageRowCosts } from './rowCost.ts'
import type { SecondHead } from './secondHead.ts'

type Parts = Pick<Inside, 'maps'> & {
  readonly grid: Grid
  readonly features: (images: Tensor, pass: Pass) => FeatureMaps
  readonly propose: RegionProposalNetwork
  readonly secondHead: SecondHead
  /** x1, y1, x2, y2 of the anchors, as numbers and as [anchors, 4]. */
  readonly anchors: Float32Array
  readonly references: () => Tensor
  readonly settings: TrainSettings
}

export function insideOfTwoStage(parts: Parts): Inside {
  const { grid, maps, features, propose, secondHead, references, settings } = parts
  const { size } = settings
  const bothOf = (images: Tensor, pass: Pass) => {
    const seen = features(images, pass)
    const output = propose(seen, pass) // [1, anchors, 5]
    const proposals = proposeRegions(output, references(), size) // [1, proposals, 5]
    return { output, proposals, second: secondHead(seen, proposedBoxes(proposals), pass) }
  }
  return {
    layout: { kind: 'grid', grid, classes: 0, features, head: propose },
    maps,
    look: (images, _, pass) => {
      const { output, proposals, second } = bothOf(images, pass)
      const decoded = decodeOffsets(output.slice([0, 0, 0], [-1, -1, 4]), references().expandDims(0))
      const found = decodeRegions(second, proposals, size)
      return { outputs: output, anchors: decoded.clipByValue(0, size), proposals, ...found }
    },
    tell: (values, labels) => bothStages(values as Stages, labels, parts.anchors),
    costs: twoStageRowCosts({
      anchors: parts.anchors,
      settings,
      look: (images, pass) => {
        const { output, proposals, second } = bothOf(images, pass)
        return { output, proposals, ...second }
      },
    }),
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

function bothStages(stages: Stages, labels: NetworkBoxes, anchors: Float32Array): Said {
  const { outputs, anchors: decoded, proposals, boxes, probabilities } = stages
  const classes = (probabilities.length / proposals.length) * 5
  const said = Float32Array.from(decoded)
  const ofClass = new Float32Array((decoded.length / 4) * classes)
  const origins: { row: number; box: Corners }[] = []
  const taken = new Set<number>()
  for (let proposal = 0; proposal < proposals.length / 5; proposal++) {
    const [x1, y1, x2, y2, sure] = proposals.subarray(proposal * 5, proposal * 5 + 5) as unknown as Proposal
    if (sure === 0) break
    const row = anchorOf([x1, y1, x2, y2, sure], { outputs, anchors: decoded }, taken)
    taken.add(row)
    origins.push({ row, box: [x1, y1, x2, y2] })
    said.set(boxes.subarray(proposal * 4, proposal * 4 + 4), row * 4)
    ofClass.set(probabilities.subarray(proposal * classes, (proposal + 1) * classes), row * classes)
  }
  const shown = new Map(
    shownBy(Float32Array.from(origins.flatMap(({ box }) => box)), labels).map((each) => [each.row, each]),
  )
  const family = {
    detector: 'faster-rcnn',
    objectIou: anchorObjectIou,
    offsetScales: [...offsetScales] as [number, number, number, number],
    proposals: origins.map((origin, place) => {
      const one = shown.get(place)
      return { ...origin, shows: one ? { label: one.label, iou: one.fit } : null }
    }),
    regionIou: regionObjectIou,
  } as const
  const learned = learnersOf(anchors, labels)
  return { outputs, boxes: said, probabilities: ofClass, learned, windows: null, family }
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
  return assignAnchors(anchors, labels).objects.map(({ row, box }) => ({
    row,
    label: box,
    fit: overlapWithLabel(anchors, row, labels, box),
  }))
}
