/**
 * Which doubts a person has answered already. An answer holds as long as label and model say what they said then: the model
 * may be another one, as long as its word is the same.
 */
import { boxIou } from '../../box.ts'
import type { BoxWord, Decision, DecisionKind, NewDecision, Verdict } from '../../suspectCalls.ts'
import type { SuspectLabel } from './suspect.ts'

/** A suspect, or a pair behind a cell of the matrix. */
export type Doubt = {
  readonly kind: DecisionKind
  readonly imageId: number
  readonly label: SuspectLabel | null
  readonly detection: SuspectLabel | null
  readonly other: SuspectLabel | null
}

/** A label moved less than this is still the one that was judged. */
const sameLabelIou = 0.98
/** Two models draw the same thing so much alike. */
const sameWordIou = 0.6

export type DecisionFinder = (doubt: Doubt) => Decision | null

/**
 * Finds the decision that a label stays as it is. Where another was made and the doubt is there all the same, what it changed
 * was changed back, and the question is open again.
 * @param decisions oldest first: the last word counts
 */
export function decisionFinder(decisions: readonly Decision[]): DecisionFinder {
  const ofImage = new Map<number, Decision[]>()
  for (const decision of decisions) {
    const own = ofImage.get(decision.imageId)
    if (own) own.push(decision)
    else ofImage.set(decision.imageId, [decision])
  }
  return (doubt) => {
    const last = ofImage.get(doubt.imageId)?.findLast((decision) => isAbout(decision, doubt))
    return last?.verdict === 'kept' ? last : null
  }
}

function isAbout(decision: Decision, { kind, label, detection, other }: Doubt): boolean {
  if (decision.kind !== kind) return false
  if (decision.annotationId !== (label?.id ?? null) || decision.otherId !== (other?.id ?? null)) return false
  if (!isSame(decision.label, label, sameLabelIou)) return false
  // That two labels are of one thing is said by the labels; the model may be silent.
  return kind === 'duplicate' || isSame(decision.word, detection, sameWordIou)
}

function isSame(word: BoxWord | null, box: SuspectLabel | null, iou: number): boolean {
  if (word === null || box === null) return word === null && box === null
  return word.categoryId === box.categoryId && boxIou(word, box.box) >= iou
}

export function decisionOn({ kind, label, detection, other }: Doubt, verdict: Verdict): NewDecision {
  return {
    ...{ kind, verdict },
    annotationId: label?.id ?? null,
    otherId: other?.id ?? null,
    label: wordOf(label),
    word: wordOf(detection),
  }
}

const wordOf = (box: SuspectLabel | null): BoxWord | null => box && { categoryId: box.categoryId, ...box.box }
