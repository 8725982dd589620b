/** What the one-stage detector says of a picture, anchor by anchor, and which anchors learn its labels. */
import type { TrainSettings } from '../../../../shared/trainSettings.ts'
import { sizeIou } from '../anchors.ts'
import type { GridLayout, Inside, Learner } from '../family.ts'
import type { Grid } from '../grid.ts'
import type { NetworkBoxes } from '../networkBoxes.ts'
import { assignBoxes } from './assign.ts'
import { largestAnchorRatio } from './config.ts'
import { decodeOutput } from './decode.ts'
import { yoloRowCosts } from './rowCost.ts'

type Parts = Omit<GridLayout, 'kind'> & Pick<Inside, 'maps'> & { readonly settings: TrainSettings }

export function insideOfYolo({ grid, classes, features, head, maps, settings }: Parts): Inside {
  return {
    layout: { kind: 'grid', grid, classes, features, head },
    maps,
    look: (images, _, pass) => {
      const output = head(features(images, pass), pass) // [1, anchors, 5 + classes]
      const { boxes, probabilities } = decodeOutput(output, grid, settings.classLoss)
      return { outputs: output.slice([0, 0, 0], [-1, -1, 5]), boxes, probabilities }
    },
    tell: ({ outputs, boxes, probabilities }, labels) => ({
      ...{ outputs: outputs!, boxes: boxes!, probabilities: probabilities! },
      learned: learnersOf(grid, labels),
      windows: null,
      family: { detector: 'yolo', ratioLimit: largestAnchorRatio },
    }),
    costs: yoloRowCosts({ grid, classes, features, head, settings }),
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
