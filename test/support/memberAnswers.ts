/** What members of an ensemble found, written by hand. */
import type { MemberAnswer, MemberBox } from '../../main/engine/ensemble/memberBoxes.ts'
import { memberBoxes } from '../../main/engine/ensemble/memberBoxes.ts'

export type Seen = {
  readonly box: readonly [x1: number, y1: number, x2: number, y2: number]
  readonly score: number
  readonly category?: number
  /** Of all classes; without them the own class has the score and the others nothing. */
  readonly probabilities?: readonly number[]
}

export function answer(found: readonly Seen[], { weight = 1, classes = 1 } = {}): MemberAnswer {
  const own = ({ score, category = 0, probabilities }: Seen) =>
    probabilities ?? Array.from({ length: classes }, (_, place) => (place === category ? score : 0))
  return {
    weight,
    detections: {
      imageId: 1,
      boxes: Float32Array.from(found.flatMap(({ box }) => box)),
      scores: Float32Array.from(found, ({ score }) => score),
      classes: Int32Array.from(found, ({ category = 0 }) => category),
      probabilities: Float32Array.from(found.flatMap(own)),
    },
  }
}

export const boxesOf = (members: readonly MemberAnswer[], classes = 1): MemberBox[] => memberBoxes(members, classes)
