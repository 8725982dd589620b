import type { GridLayout, Inside } from '../../main/engine/detector/family.ts'

/** Of a detector whose rows are anchors. */
export function gridOf({ layout }: Inside): GridLayout {
  if (layout.kind !== 'grid') throw new Error('the detector has no grid')
  return layout
}
