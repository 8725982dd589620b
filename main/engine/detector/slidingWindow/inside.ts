/** What a sliding window says of a picture, window by window, and which of them show its labels. */
import type { TrainSettings } from '../../../../shared/trainSettings.ts'
import type { Tensor } from '../../tensorflow/tensorflow.ts'
import type { Inside } from '../family.ts'
import type { Pass } from '../layers.ts'
import { regionObjectIou } from '../regions/config.ts'
import { ofRow, regionCost } from '../regions/rowCost.ts'
import { objectLogits } from '../regions/scores.ts'
import { shownBy } from '../regions/shownBy.ts'
import type { Windows } from '../regions/windows.ts'
import { cornersAt } from '../rowCost.ts'
import { withoutBackground } from './head.ts'

type Parts = Pick<Inside, 'maps'> & {
  readonly windows: Windows
  readonly settings: TrainSettings
  /** images → the windows in each, [batch, windows, 4], and their scores, [batch x windows, classes + 1] */
  readonly run: (images: Tensor, pass: Pass) => { readonly placed: Tensor; readonly scores: Tensor }
}

export function insideOfSlidingWindow({ windows: { boxes, shapes, counts }, settings, run, maps }: Parts): Inside {
  return {
    layout: { kind: 'windows', shapes: shapes.map((shape, place) => ({ ...shape, count: counts[place]! })) },
    maps,
    look: (images, _, pass) => {
      const { placed, scores } = run(images, pass)
      return {
        isThere: objectLogits(scores), // [windows, 1]
        probabilities: withoutBackground(scores, placed), // [1, windows, classes]
      }
    },
    tell: ({ isThere, probabilities }, labels) => ({
      // A window is where it is: it says of no object how that differs.
      outputs: Float32Array.from([...isThere!].flatMap((value) => [0, 0, 0, 0, value])),
      boxes,
      probabilities: probabilities!,
      learned: shownBy(boxes, labels),
      windows: boxes,
      family: { detector: 'sliding-window', objectIou: regionObjectIou },
    }),
    costs: {
      look: (images, pass) => ({ scores: run(images, pass).scores }),
      of: (row, { scores }, labels) => {
        const said = { region: cornersAt(boxes, row), scores: ofRow(scores!, row, boxes.length / 4), offsets: null }
        return regionCost(said, labels, settings)
      },
    },
  }
}
