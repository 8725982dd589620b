/** Fusion by vote and by suppression, and what every fusion does with classes, thresholds and nothing at all. */
import { describe, expect, it } from 'vitest'
import { fuse } from '../../../main/engine/ensemble/fuse.ts'
import { suppressPooled } from '../../../main/engine/ensemble/suppressPooled.ts'
import { voteOnBoxes } from '../../../main/engine/ensemble/vote.ts'
import { fusionMethod, fusionSettings } from '../../../shared/ensemble.ts'
import { answer, boxesOf } from '../../support/memberAnswers.ts'

const here = [0, 0, 10, 10] as const
/** Overlaps `here` by 80 / 120. */
const near = [2, 0, 12, 10] as const
const far = [50, 50, 60, 60] as const

const rounded = (value: number) => Number(value.toFixed(5))

describe('a vote', () => {
  const three = [
    answer([{ box: here, score: 0.6 }]),
    answer([{ box: near, score: 0.9 }]),
    answer([{ box: far, score: 0.95 }]),
  ]

  it('keeps what the majority found, where the surest saw it, as sure as the mean over all members', () => {
    const kept = voteOnBoxes(boxesOf(three), { iou: 0.5, leastVotes: 0.5, electorate: 3 })
    expect(kept).toHaveLength(1)
    expect(kept[0]!.box).toEqual([...near])
    // (0.6 + 0.9 + 0) / 3
    expect(rounded(kept[0]!.score)).toBe(0.5)
  })

  it('keeps all when one vote is enough, and nothing when all are wanted', () => {
    expect(voteOnBoxes(boxesOf(three), { iou: 0.5, leastVotes: 0, electorate: 3 })).toHaveLength(2)
    expect(voteOnBoxes(boxesOf(three), { iou: 0.5, leastVotes: 1, electorate: 3 })).toEqual([])
  })

  it('counts weights, not heads', () => {
    const heavy = [answer([{ box: here, score: 0.5 }], { weight: 3 }), answer([]), answer([])]
    const [kept] = voteOnBoxes(boxesOf(heavy), { iou: 0.5, leastVotes: 0.6, electorate: 5 })
    // 3 of 5 votes: (3 * 0.5) / 5
    expect(rounded(kept!.score)).toBe(0.3)
  })

  it('takes one vote of each member: two boxes of one member stay two things', () => {
    const twice = [
      answer([
        { box: here, score: 0.9 },
        { box: near, score: 0.8 },
      ]),
      answer([{ box: here, score: 0.7 }]),
    ]
    const kept = voteOnBoxes(boxesOf(twice), { iou: 0.5, leastVotes: 0, electorate: 2 })
    expect(kept.map(({ box, score }) => [box, rounded(score)])).toEqual([
      [[...here], 0.8],
      [[...near], 0.4],
    ])
  })
})

describe('suppression over the boxes of all', () => {
  it('keeps the surest of what overlaps more than the limit', () => {
    const members = [answer([{ box: here, score: 0.6 }]), answer([{ box: near, score: 0.9 }])]
    expect(suppressPooled(boxesOf(members), 0.66, 1).map(({ box }) => box)).toEqual([[...near]])
    expect(suppressPooled(boxesOf(members), 0.67, 1).map(({ box }) => box)).toEqual([[...near], [...here]])
  })

  it('believes a member as its weight is to the largest', () => {
    const members = [answer([{ box: here, score: 0.6 }], { weight: 2 }), answer([{ box: near, score: 0.9 }])]
    // 0.9 * 1/2 is less than 0.6.
    const [kept] = suppressPooled(boxesOf(members), 0.5, 2)
    expect(kept!.box).toEqual([...here])
    expect(rounded(kept!.score)).toBe(0.6)
  })

  it('believes it no more where the member with the largest weight found nothing', () => {
    const members = [answer([], { weight: 2 }), answer([{ box: near, score: 0.9 }])]
    const { scores } = fuse(members, fusionSettings.parse({ method: 'nms' }), { confidence: 0, most: 10, classes: 1 })
    // 0.9 * 1/2
    expect([...scores].map(rounded)).toEqual([0.45])
  })
})

describe('every fusion', () => {
  const limits = { confidence: 0.1, most: 10, classes: 2 }
  const settings = (method: 'boxes' | 'vote' | 'nms') => fusionSettings.parse({ method })

  it.each(fusionMethod.options)('%s never joins boxes of different classes', (method) => {
    const members = [
      answer([{ box: here, score: 0.9, category: 0 }], { classes: 2 }),
      answer([{ box: here, score: 0.8, category: 1 }], { classes: 2 }),
    ]
    const { classes } = fuse(members, settings(method), limits)
    expect([...classes].sort()).toEqual([0, 1])
  })

  it.each(fusionMethod.options)('%s of members that agree says what each of them says', (method) => {
    const alike = [0, 1].map(() => answer([{ box: here, score: 0.75, probabilities: [0.75, 0.125] }], { classes: 2 }))
    expect(fuse(alike, settings(method), limits)).toEqual({
      imageId: 1,
      boxes: Float32Array.from(here),
      scores: Float32Array.of(0.75),
      classes: Int32Array.of(0),
      probabilities: Float32Array.of(0.75, 0.125),
    })
  })

  it.each(fusionMethod.options)('%s leaves out what is not sure enough, and more than there may be', (method) => {
    const members = [0, 1].map(() =>
      answer(
        [
          { box: here, score: 0.9 },
          { box: far, score: 0.5 },
          { box: [20, 20, 30, 30], score: 0.05 },
        ],
        { classes: 2 },
      ),
    )
    expect(fuse(members, settings(method), limits).scores).toHaveLength(2)
    expect(rounded(fuse(members, settings(method), { ...limits, most: 1 }).scores[0]!)).toBe(0.9)
  })

  it.each(fusionMethod.options)('%s of nothing is nothing', (method) => {
    expect(fuse([answer([]), answer([])], settings(method), limits).scores).toHaveLength(0)
  })
})
