/** What an R-CNN says of a picture, proposal by proposal, and which of them show its labels. */
import type { TrainSettings } from '../../../../shared/trainSettings.ts'
import type { Inside } from '../family.ts'
import { offsetScales, regionObjectIou } from '../regions/config.ts'
import { decodeRegions, regionNumbers } from '../regions/decodeRegions.ts'
import { proposedBoxes } from '../regions/proposedBoxes.ts'
import { ofRow, regionCost } from '../regions/rowCost.ts'
import { shownBy } from '../regions/shownBy.ts'
import type { Windows } from '../regions/windows.ts'
import { cornersAt } from '../rowCost.ts'
import { contrastProposals } from './config.ts'
import type { CropHead } from './head.ts'
import { proposeByContrast } from './proposals.ts'

type Parts = { readonly windows: Windows; readonly settings: TrainSettings; readonly head: CropHead }

export function insideOfRcnn({ windows, settings, head }: Parts): Inside {
  const shapes = windows.shapes.map((shape) => ({ ...shape, count: contrastProposals }))
  return {
    layout: { kind: 'windows', shapes },
    // Each proposal is a picture of its own to the backbone.
    maps: null,
    look: (images, _, pass) => {
      const proposals = proposeByContrast(images, windows) // [1, proposals, 5]
      const output = head.run(images, proposedBoxes(proposals), pass)
      return {
        ...decodeRegions(output, proposals, settings.size),
        outputs: regionNumbers(output), // [proposals, 5]
        windows: proposedBoxes(proposals), // [1, proposals, 4]
      }
    },
    tell: ({ outputs, boxes, probabilities, windows: proposed }, labels) => ({
      ...{ outputs: outputs!, boxes: boxes!, probabilities: probabilities!, windows: proposed! },
      learned: shownBy(proposed!, labels),
      family: {
        detector: 'rcnn',
        objectIou: regionObjectIou,
        offsetScales: [...offsetScales],
      },
    }),
    costs: {
      look: (images, pass) => {
        const proposals = proposedBoxes(proposeByContrast(images, windows)) // [1, proposals, 4]
        return { ...head.run(images, proposals, pass), proposals }
      },
      of: (row, { proposals, scores, offsets }, labels) => {
        const rows = proposals!.length / 4
        const said = {
          region: cornersAt(proposals!, row),
          scores: ofRow(scores!, row, rows),
          offsets: ofRow(offsets!, row, rows),
        }
        return regionCost(said, labels, settings)
      },
    },
  }
}
