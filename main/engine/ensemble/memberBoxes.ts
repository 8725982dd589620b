/** What the members of an ensemble found in one image, as single boxes, and the way back to columns. */
import type { ImageDetections } from '../../../shared/workerMessages.ts'

export type FusedBox = {
  readonly box: readonly [x1: number, y1: number, x2: number, y2: number]
  /** Index of the class. */
  readonly category: number
  readonly score: number
  /** One number for each class; that of the own class is the score. */
  readonly probabilities: readonly number[]
}
export type MemberBox = FusedBox & {
  /** Index of the member that found it. */
  readonly member: number
  /** How much that member has to say. */
  readonly weight: number
}

export type MemberAnswer = { readonly weight: number; readonly detections: ImageDetections }

/** @param classes how many each answer tells probabilities of */
export function memberBoxes(answers: readonly MemberAnswer[], classes: number): MemberBox[] {
  return answers.flatMap(({ weight, detections }, member) => {
    const { boxes, scores, classes: categories, probabilities } = detections
    return Array.from(scores, (score, place): MemberBox => {
      const [x1, y1, x2, y2] = boxes.subarray(4 * place, 4 * place + 4) as unknown as FusedBox['box']
      const own = [...probabilities.subarray(place * classes, (place + 1) * classes)]
      return { member, weight, box: [x1, y1, x2, y2], category: categories[place]!, score, probabilities: own }
    })
  })
}

export function detectionsOf(imageId: number, fused: readonly FusedBox[]): ImageDetections {
  return {
    imageId,
    boxes: Float32Array.from(fused.flatMap(({ box }) => box)),
    scores: Float32Array.from(fused, ({ score }) => score),
    classes: Int32Array.from(fused, ({ category }) => category),
    probabilities: Float32Array.from(fused.flatMap(({ probabilities }) => probabilities)),
  }
}

/** IoU of two boxes. */
export function overlapOf(a: FusedBox['box'], b: FusedBox['box']): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0])
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1])
  if (width <= 0 || height <= 0) return 0
  const intersection = width * height
  return intersection / (areaOf(a) + areaOf(b) - intersection)
}

const areaOf = ([x1, y1, x2, y2]: FusedBox['box']): number => (x2 - x1) * (y2 - y1)
