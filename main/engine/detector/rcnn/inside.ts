/** What an R-CNN says of a picture, proposal by proposal, and which of them show its labels. */
import type { Inside } from '../family.ts'
import { offsetScales, regionObjectIou } from '../regions/config.ts'
import { decodeRegions, regionNumbers } from '../regions/decodeRegions.ts'
import { proposedBoxes } from '../regions/proposedBoxes.ts'
import { shownBy } from '../regions/shownBy.ts'
import type { Windows } from '../regions/windows.ts'
import { contrastProposals } from './config.ts'
import type { CropHead } from './head.ts'
import { proposeByContrast } from './proposals.ts'

type Parts = { readonly windows: Windows; readonly size: number; readonly head: CropHead }

export function insideOfRcnn({ windows, size, head }: Parts): Inside {
  const shapes = windows.shapes.map((shape) => ({ ...shape, count: contrastProposals }))
  return {
    layout: { kind: 'windows', shapes },
    // Each proposal is a picture of its own to the backbone.
    maps: null,
    look: (images, _, pass) => {
      const proposals = proposeByContrast(images, windows) // [1, proposals, 5]
      const output = head(images, proposedBoxes(proposals), pass)
      return {
        ...decodeRegions(output, proposals, size),
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
  }
}
