/**
 * What an SSD says of a picture, default box by default box; which of them learn its labels, and which learn that they show
 * background (hard negative mining, by the loss's own function).
 */
import { seededRandom } from '../../../../shared/random.ts'
import type { TrainSettings } from '../../../../shared/trainSettings.ts'
import { columnsOf } from '../../tensorflow/pairwiseIou.ts'
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { objectLogit } from '../classification.ts'
import type { GridLayout, Inside, Learner, Said } from '../family.ts'
import { anchorBoxes, type Grid } from '../grid.ts'
import { type NetworkBoxes, overlapWithLabel } from '../networkBoxes.ts'
import type { Priors } from '../priors.ts'
import { centreSpread, matchingIou, sizeSpread } from './config.ts'
import { decodeSsd } from './decode.ts'
import type { SsdHead } from './head.ts'
import { mined, type SsdOutput } from './loss.ts'
import { matchBoxes } from './match.ts'
import { ssdRowCosts } from './rowCost.ts'
import { targetsOf } from './targets.ts'

type Parts = Pick<GridLayout, 'grid' | 'classes' | 'features'> &
  Pick<Inside, 'maps'> & { readonly head: SsdHead; readonly priors: Priors; readonly settings: TrainSettings }

export function insideOfSsd({ grid, priors, classes, features, head, maps, settings }: Parts): Inside {
  return {
    layout: { kind: 'grid', grid, classes, features, head: (given, pass) => inGridOrder(head(given, pass)) },
    maps,
    look: (images, labels, pass) => {
      const output = head(features(images, pass), pass)
      const room = Math.max(1, matchBoxes(grid, labels).rows.length)
      const { entropies, negatives } = mined(
        output.scores,
        targetsOf([labels], { grid, priors, room }, seededRandom(0)),
        0,
      )
      return {
        ...decodeSsd(output, priors),
        outputs: inGridOrder(output).slice([0, 0, 0], [-1, -1, 5]), // [1, priors, 5]
        entropies, // [1, priors]
        negatives, // [1, priors]
      }
    },
    tell: ({ outputs, boxes, probabilities, entropies, negatives }, labels) => ({
      ...{ outputs: outputs!, boxes: boxes!, probabilities: probabilities! },
      learned: learnersOf(grid, labels),
      windows: null,
      family: {
        detector: 'ssd',
        objectIou: matchingIou,
        offsetScales: [centreSpread, centreSpread, sizeSpread, sizeSpread],
        negatives: mostMistaken(entropies!, negatives!),
      },
    }),
    costs: ssdRowCosts({
      ...{ grid, priors, classes, settings },
      run: (images, pass) => head(features(images, pass), pass),
    }),
  }
}

/**
 * As a grid has it: x, y, width, height, how sure that something is there, and the classes among each other.
 * @returns [batch, priors, 5 + classes]
 */
function inGridOrder({ offsets, scores }: SsdOutput): Tensor {
  const [y, x, height, width] = columnsOf(offsets) // [batch, priors, 1]
  const background = scores.slice([0, 0, 0], [-1, -1, 1])
  const classes = scores.slice([0, 0, 1], [-1, -1, -1]) // [batch, priors, classes]
  const isThere = objectLogit(classes, background)
  return tf.concat([x, y, width, height, isThere, tf.logSoftmax(classes as never) as Tensor], 2)
}

function learnersOf(grid: Grid, labels: NetworkBoxes): Learner[] {
  const places = anchorBoxes(grid)
  const { rows, boxes } = matchBoxes(grid, labels)
  return rows.map((row, place) => {
    const label = boxes[place]!
    return { row, label, fit: overlapWithLabel(places, row, labels, label) }
  })
}

type Negatives = Extract<Said['family'], { readonly detector: 'ssd' }>['negatives']

function mostMistaken(entropies: Float32Array, negatives: Float32Array): Negatives {
  return [...negatives.keys()]
    .filter((row) => negatives[row] === 1)
    .map((row) => ({ row, entropy: entropies[row]! }))
    .sort((a, b) => b.entropy - a.entropy || a.row - b.row)
}
