/** Weights of the classes in the class loss, so that rare ones are not drowned by frequent ones. */

/**
 * @param counts boxes of each class in the training images
 * @param balance 0: all the same; 1: in inverse proportion to the counts; between: by that power of it
 * @returns one factor for each class; their mean over all boxes is 1, so that the loss keeps its size
 */
export function classFactorsOf(counts: readonly number[], balance: number): number[] {
  const raw = counts.map((count) => Math.max(1, count) ** -balance)
  const boxes = counts.reduce((sum, count) => sum + Math.max(1, count), 0)
  const mean = raw.reduce((sum, factor, index) => sum + factor * Math.max(1, counts[index]!), 0) / boxes
  return raw.map((factor) => factor / mean)
}
