/** Sizes of the maps as formulas with the numbers of this network. */
import type { FeatureMap, Features } from '../../../shared/howCalls.ts'

/** Numbers that the head says of an anchor beside its classes: four of the box, one whether something is there. */
const ofAnchor = 5

export function featureLines({ side, neck, anchorsPerCell, classes, maps }: Features, map: FeatureMap): string[] {
  const { cells } = map
  const width = maps.find(({ stage }) => stage === 'neck')!.channels
  const joined =
    neck === 'add'
      ? `+ [${cells}, ${cells}, ${width}] = [${cells}, ${cells}, ${width}]`
      : `∥ [${cells}, ${cells}, ${width}] = [${cells}, ${cells}, ${2 * width}]`
  const each = ofAnchor + classes
  return [
    `${side} / ${side / cells} = ${cells}`,
    `[${cells}, ${cells}, ${width}] ${joined}`,
    `B · (4 + 1 + C) = ${anchorsPerCell} · (4 + 1 + ${classes}) = ${anchorsPerCell} · ${each} = ${anchorsPerCell * each}`,
    '5 · (4 + 1 + 20) = 5 · 25 = 125',
  ]
}
