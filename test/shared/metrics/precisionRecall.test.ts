import { describe, expect, it } from 'vitest'
import { bestConfidence, type JudgedDetections } from '../../../shared/metrics/bestConfidence.ts'
import { indexCategories } from '../../../shared/metrics/categoryIndex.ts'
import { outcome } from '../../../shared/metrics/match.ts'
import { operatingPoint, precisionRecallCurve } from '../../../shared/metrics/precisionRecall.ts'
import { type Ranking, rankCategory } from '../../../shared/metrics/ranking.ts'
import { meanOf } from '../../../shared/metrics/sum.ts'
import { seededRandom } from '../../../shared/random.ts'
import { datasetOf, type Found, type Truth, type Xyxy } from './datasets.ts'

function rankingOf(judged: readonly (readonly [score: number, isTrue: 0 | 1])[], groundTruths: number): Ranking {
  return {
    category: { id: 1, name: 'cat' },
    groundTruths,
    detections: Int32Array.from(judged, (_, place) => place),
    scores: Float64Array.from(judged, ([score]) => score),
    isTrue: Uint8Array.from(judged, ([, isTrue]) => isTrue),
  }
}

/** The rankings of several categories in one list. */
function jointly(...rankings: readonly Ranking[]): JudgedDetections {
  const entries = rankings
    .flatMap(({ scores, isTrue }, category) =>
      Array.from(scores, (score, place) => ({ score, category, isTrue: isTrue[place]! })),
    )
    .sort((a, b) => b.score - a.score)
  return {
    scores: Float64Array.from(entries, (entry) => entry.score),
    categories: Int32Array.from(entries, (entry) => entry.category),
    outcomeAt: (position) => (entries[position]!.isTrue ? outcome.truePositive : outcome.falsePositive),
    groundTruths: Int32Array.from(rankings, (ranking) => ranking.groundTruths),
  }
}

// Right, wrong, right, wrong; one of three objects is never found.
const mixed = rankingOf(
  [
    [0.9, 1],
    [0.8, 0],
    [0.6, 1],
    [0.3, 0],
  ],
  3,
)

describe('precision-recall curve', () => {
  it('has a point for every detection, and the envelope above it', () => {
    const curve = precisionRecallCurve(mixed)!

    expect([...curve.recall]).toEqual([1 / 3, 1 / 3, 2 / 3, 2 / 3])
    expect([...curve.precision]).toEqual([1, 1 / 2, 2 / 3, 2 / 4])
    expect([...curve.envelope]).toEqual([1, 2 / 3, 2 / 3, 2 / 4])
    expect([...curve.f1]).toEqual([2 / 4, 2 / 5, 4 / 6, 4 / 7])
  })

  it('does not exist without ground truth', () => {
    expect(precisionRecallCurve(rankingOf([[0.9, 0]], 0))).toBeNull()
  })

  it('leaves out what lies in ignore regions', () => {
    const box: Xyxy = [0, 0, 50, 50]
    const truths: Truth[] = [{ box }, { box: [100, 0, 200, 100], ignore: true }]
    const found: Found[] = [
      { box: [110, 10, 130, 30], score: 0.9 },
      { box, score: 0.5 },
    ]

    const ranking = rankCategory(indexCategories(datasetOf(truths, found))[0]!, 0.5)

    expect([...ranking.detections]).toEqual([1])
    expect([...ranking.isTrue]).toEqual([1])
    expect(ranking.groundTruths).toBe(1)
  })
})

describe('operating point', () => {
  it('counts the detections above the confidence, not those that equal it', () => {
    expect(operatingPoint(mixed, 0.6)).toEqual({
      tp: 1,
      fp: 1,
      fn: 2,
      groundTruths: 3,
      precision: 1 / 2,
      recall: 1 / 3,
      f1: 2 / 5,
    })
    expect(operatingPoint(mixed, 0.59)).toMatchObject({ tp: 2, fp: 1, fn: 1, f1: 4 / 6 })
  })

  it('has no precision when nothing is detected, and an F1 of 0', () => {
    expect(operatingPoint(mixed, 0.95)).toMatchObject({ tp: 0, fp: 0, fn: 3, precision: null, recall: 0, f1: 0 })
  })

  it('has neither recall nor F1 without ground truth', () => {
    expect(operatingPoint(rankingOf([[0.9, 0]], 0), 0.5)).toMatchObject({ fp: 1, precision: 0, recall: null, f1: null })
  })
})

describe('the best confidence', () => {
  it('lies in the middle of the gap below the last detection worth keeping', () => {
    // F1 after each: 2/4, 2/5, 4/6, 4/7.
    const { confidence, f1 } = bestConfidence(jointly(mixed))

    expect(f1).toBeCloseTo(4 / 6, 12)
    expect(confidence).toBeCloseTo((0.6 + 0.3) / 2, 12)
  })

  it('weighs every category that has ground truth the same', () => {
    const found = rankingOf([[0.9, 1]], 1)
    const missed = rankingOf([], 5)
    const unlabelled = rankingOf([[0.95, 0]], 0)

    expect(bestConfidence(jointly(found, missed, unlabelled)).f1).toBe((1 + 0) / 2)
  })

  it('keeps or drops equal scores together', () => {
    const tied = rankingOf(
      [
        [0.5, 1],
        [0.5, 0],
      ],
      1,
    )

    expect(bestConfidence(jointly(tied)).f1).toBe(2 / 3)
  })

  it('is below the score even where no number lies between two scores', () => {
    const low = 0.5
    const high = 0.5 + Number.EPSILON / 2
    const ranking = rankingOf(
      [
        [high, 1],
        [low, 0],
      ],
      1,
    )

    const { confidence } = bestConfidence(jointly(ranking))

    expect(operatingPoint(ranking, confidence)).toMatchObject({ tp: 1, fp: 0 })
  })

  it('is the highest of equally good ones, and ignored detections do not count', () => {
    const judged = jointly(
      rankingOf(
        [
          [0.9, 1],
          [0.8, 0],
          [0.6, 0],
          [0.4, 0],
          [0.2, 1],
        ],
        2,
      ),
    )
    const outcomeAt = (position: number) => (position === 1 ? outcome.ignored : judged.outcomeAt(position))
    const ignoring = { ...judged, outcomeAt }

    // F1 after each that counts: 2/3, 2/4, 2/5, 4/6. The gap below 0.9 ends at 0.6.
    expect(bestConfidence(ignoring)).toEqual({ confidence: 0.75, f1: 2 / 3 })
  })

  it('is that of trying each score, among more detections than are looked at without asking whether the rest can do better', () => {
    // What is found late is as good as in a detector that is sure of nothing; what is false late, as in any other.
    for (const rightFirst of [true, false]) {
      const random = seededRandom(5)
      const rankings = Array.from({ length: 3 }, () => {
        const scores = Array.from({ length: 8000 }, () => Math.round(100 * random.next()) / 100)
        const judged = scores.map((score): [number, 0 | 1] => [
          score,
          random.next() < (rightFirst ? score ** 4 : 0.6 * (1 - score) ** 4) ? 1 : 0,
        ])
        return rankingOf(
          judged.sort(([a], [b]) => b - a),
          2500,
        )
      })
      const f1At = (confidence: number) => meanOf(rankings.map((ranking) => operatingPoint(ranking, confidence).f1!))
      const most = Math.max(...Array.from({ length: 101 }, (_, score) => f1At((score - 0.5) / 100)))

      const { confidence, f1 } = bestConfidence(jointly(...rankings))

      expect(f1).toBeCloseTo(most, 9)
      expect(f1At(confidence)).toBeCloseTo(most, 9)
    }
  })

  it('is 0 when there is nothing to choose from', () => {
    expect(bestConfidence(jointly())).toEqual({ confidence: 0, f1: null })
    expect(bestConfidence(jointly(rankingOf([], 3)))).toEqual({ confidence: 0, f1: null })
  })
})
