/** Counts what a format has no place for while the boxes of an export pass by. */
import type { Loss, LossKind } from '../../../shared/exchange/losses.ts'
import type { Dataset, DatasetImage, Format, FormatOptions, Keeps, LabelledBox } from '../formats/format.ts'

export type CountedDataset = {
  readonly dataset: Dataset
  /** What was lost of the boxes asked for so far, in the order of the kinds. */
  readonly losses: () => Loss[]
}

/** The same data set, counting on the way. */
export function countingLosses(dataset: Dataset, format: Format, options: FormatOptions): CountedDataset {
  const counts = new Map<LossKind, number>()
  const add = (kind: LossKind) => counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const usedClasses = new Set<string>()
  const hasDecimals = format.id === 'voc' && options.vocDecimals === true
  const keeps = hasDecimals ? { ...format.keeps, precision: { pixels: 0 } } : format.keeps
  const boxesOf = async (image: DatasetImage) => {
    const boxes = await dataset.boxesOf(image)
    for (const box of boxes) {
      if (box.className !== null) usedClasses.add(box.className)
      for (const kind of lossesOfBox(box, keeps)) add(kind)
    }
    if (image.isVerified && boxes.length > 0 && keeps.verified === 'emptyOnly') add('verified')
    if (image.split !== null && !keeps.split) add('split')
    return boxes
  }
  const losses = (): Loss[] => {
    const empty = dataset.categories.filter(({ name }) => !usedClasses.has(name)).length
    const ofClasses: Loss[] = !keeps.classList && empty > 0 ? [{ kind: 'emptyClasses', count: empty }] : []
    return [...[...counts].map(([kind, count]) => ({ kind, count })), ...ofClasses]
  }
  return { dataset: { ...dataset, boxesOf }, losses }
}

function lossesOfBox(box: LabelledBox, keeps: Keeps): LossKind[] {
  // A box that is left out loses itself; its details are no further loss.
  if (box.ignore && keeps.ignoreRegions === 'no') return ['ignore']
  const lost: (LossKind | null)[] = [
    box.ignore && keeps.ignoreRegions === 'withClass' && box.className === null ? 'ignoreWithoutClass' : null,
    box.ignore && keeps.ignoreRegions === 'withoutClass' && box.className !== null ? 'ignoreClass' : null,
    box.difficult && !keeps.difficult ? 'difficult' : null,
    lossOfTruncation(box.truncated, keeps),
    lossOfOcclusion(box.occluded, keeps),
    box.score !== null && !keeps.score ? 'score' : null,
    box.note !== '' && !keeps.note ? 'note' : null,
    isRounded(box, keeps) ? 'decimals' : null,
  ]
  return lost.filter((kind) => kind !== null)
}

function lossOfTruncation(truncated: number | null, keeps: Keeps): LossKind | null {
  if (truncated === null || keeps.truncated === 'share') return null
  if (keeps.truncated === 'no') return truncated > 0 ? 'truncated' : null
  return truncated > 0 && truncated < 1 ? 'truncatedShare' : null
}

function lossOfOcclusion(occluded: number | null, keeps: Keeps): LossKind | null {
  if (occluded === null || occluded === 0 || keeps.occluded === 'level') return null
  if (keeps.occluded === 'no') return 'occluded'
  return occluded > 1 ? 'occludedLevel' : null
}

/** Whole numbers alone are written, and these are none. */
function isRounded({ x1, y1, x2, y2 }: LabelledBox, { precision }: Keeps): boolean {
  return 'pixels' in precision && precision.pixels >= 0.5 && ![x1, y1, x2, y2].every(Number.isInteger)
}
