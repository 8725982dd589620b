/**
 * Plants errors into sound labels, the same for the same seed: a class exchanged for another, a box removed, a box moved
 * off its thing. No label gets two of them.
 */
import { type Box, boxHeight, boxIou, boxWidth, moveBoxInside, type Size } from '../../../shared/box.ts'
import { type Random, seededRandom, shuffled } from '../../../shared/random.ts'

export type SoundLabel = {
  readonly id: number
  readonly imageId: number
  readonly categoryId: number
  readonly box: Box
  readonly image: Size
}
export type PlantedError = { readonly label: SoundLabel } & (
  | { readonly kind: 'flipped'; readonly categoryId: number }
  | { readonly kind: 'removed' }
  | { readonly kind: 'moved'; readonly box: Box }
)
export type Shares = { readonly flipped: number; readonly removed: number; readonly moved: number }

const usualShares: Shares = { flipped: 0.05, removed: 0.03, moved: 0.03 }

/** A box moved less than this away from its thing is no error: people draw so. */
const largestIouLeft = 0.6
const [shortestWay, longestWay] = [0.3, 0.6]
const mostTries = 20

export function plantErrors(labels: readonly SoundLabel[], seed: number, shares: Shares = usualShares): PlantedError[] {
  const random = seededRandom(seed)
  const categoryIds = [...new Set(labels.map(({ categoryId }) => categoryId))].sort((a, b) => a - b)
  const open = shuffled(labels, random)
  const take = (share: number) => open.splice(0, Math.round(share * labels.length))
  return [
    ...take(shares.flipped).map((label): PlantedError => {
      const others = categoryIds.filter((id) => id !== label.categoryId)
      return { kind: 'flipped', label, categoryId: others[random.below(others.length)]! }
    }),
    ...take(shares.removed).map((label): PlantedError => ({ kind: 'removed', label })),
    ...take(shares.moved).flatMap((label): PlantedError[] => {
      const box = movedAway(label, random)
      return box ? [{ kind: 'moved', label, box }] : []
    }),
  ]
}

/** Null for a box that fills its picture and so cannot be moved. */
function movedAway({ box, image }: SoundLabel, random: Random): Box | null {
  for (let attempt = 0; attempt < mostTries; attempt++) {
    const angle = random.between(0, 2 * Math.PI)
    const way = random.between(shortestWay, longestWay)
    const [dx, dy] = [way * Math.cos(angle) * boxWidth(box), way * Math.sin(angle) * boxHeight(box)]
    const moved = moveBoxInside(box, dx, dy, image)
    if (boxIou(moved, box) <= largestIouLeft) return moved
  }
  return null
}
