/** Sizes of the maps as formulas with the numbers of this network. */
import type { FeatureMap, Features } from '../../../shared/howCalls.ts'
import { shortNumber } from '../../charts/figureText.ts'

/** Numbers said of an anchor beside its classes: four of the box, and whether something is there. */
const ofAnchor = 5

export function featureLines({ side, neck, cell, maps }: Features, map: FeatureMap): string[] {
  const { cells } = map
  const width = maps.find(({ stage }) => stage === 'neck')?.channels
  return [
    `${side} / ${shortNumber(side / cells)} = ${cells}`,
    ...(neck && width ? [`[${cells}, ${cells}, ${width}] ${joined(neck, cells, width)}`] : []),
    ...(cell ? [channelLine(cell), '5 · (4 + 1 + 20) = 5 · 25 = 125'] : []),
  ]
}

const joined = (neck: 'add' | 'concat', cells: number, width: number): string =>
  neck === 'add'
    ? `+ [${cells}, ${cells}, ${width}] = [${cells}, ${cells}, ${width}]`
    : `∥ [${cells}, ${cells}, ${width}] = [${cells}, ${cells}, ${2 * width}]`

/** Of a softmax with background the 1 is the background's score. */
function channelLine({ anchors, classes }: NonNullable<Features['cell']>): string {
  const each = ofAnchor + classes
  if (classes === 0) return `B · (4 + 1) = ${anchors} · ${each} = ${anchors * each}`
  return `B · (4 + 1 + C) = ${anchors} · (4 + 1 + ${classes}) = ${anchors} · ${each} = ${anchors * each}`
}
