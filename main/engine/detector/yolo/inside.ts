/** What the one-stage detector says of a picture, anchor by anchor, and which anchors learn its labels. */
import type { TrainSettings } from '../../../../shared/trainSettings.ts'
import type { Tensor } from '../../tensorflow/tensorflow.ts'
import { sizeIou } from '../anchors.ts'
import type { Inside, Learner } from '../family.ts'
import type { Grid } from '../grid.ts'
import type { Pass } from '../layers.ts'
import type { NetworkBoxes } from '../networkBoxes.ts'
import { assignBoxes } from './assign.ts'
import { decodeOutput } from './decode.ts'
import type { Head } from './head.ts'

type Parts = Pick<Inside, 'grid' | 'backbone' | 'neck' | 'features'> & {
  readonly head: Head
  readonly classLoss: TrainSettings['classLoss']
}

export function insideOfYolo({ grid, backbone, neck, features, head, classLoss }: Parts): Inside {
  return {
    grid,
    backbone,
    neck,
    features,
    head,
    look: (images: Tensor, pass: Pass) => {
      const output = head(features(images, pass), pass) // [1, anchors, 5 + classes]
      const { boxes, probabilities } = decodeOutput(output, grid, classLoss)
      return { outputs: output.slice([0, 0, 0], [-1, -1, 5]), boxes, probabilities }
    },
    tell: ({ outputs, boxes, probabilities }) => ({
      ...{ outputs: outputs!, boxes: boxes!, probabilities: probabilities! },
      twoStage: null,
    }),
    learners: (labels) => learnersOf(grid, labels),
  }
}

function learnersOf(grid: Grid, labels: NetworkBoxes): Learner[] {
  const { rows, boxes } = assignBoxes(grid, labels)
  return rows.map((row, place) => {
    const label = boxes[place]!
    const [x1, y1, x2, y2] = labels.boxes.subarray(label * 4, label * 4 + 4) as unknown as [
      number,
      number,
      number,
      number,
    ]
    const anchor = { width: grid.anchorWidth[row]!, height: grid.anchorHeight[row]! }
    return { row, label, fit: sizeIou({ width: x2 - x1, height: y2 - y1 }, anchor) }
  })
}
