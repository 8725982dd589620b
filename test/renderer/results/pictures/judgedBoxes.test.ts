import { describe, expect, it } from 'vitest'
import { judgedEntries, outcomeBoxes } from '../../../../renderer/results/pictures/judgedBoxes.ts'
import { prepare } from '../../../../renderer/results/reading.ts'
import { matchAcrossCategories } from '../../../../shared/metrics/crossMatch.ts'
import { indexImages, judgeImages } from '../../../../shared/metrics/perImage.ts'
import { evaluationDataOf } from '../evaluationData.ts'

const { data, dataset } = prepare(
  evaluationDataOf(
    [
      { category: 1, box: [0, 0, 100, 100] },
      { category: 1, box: [200, 0, 300, 100] },
      { category: 2, box: [400, 0, 500, 100] },
    ],
    [
      { category: 1, box: [0, 0, 100, 90], score: 0.9 },
      { category: 2, box: [200, 0, 300, 80], score: 0.8 },
      // Half of the missed dog: 50 / 150 below the threshold.
      { category: 2, box: [450, 0, 550, 100], score: 0.7 },
    ],
  ),
)
const judged = judgeImages(indexImages(dataset), matchAcrossCategories(dataset, 0.5))
const entries = judgedEntries(data, judged, 1, 0.25)
const everything = { labels: true, detections: true, found: true, names: true }

describe('the boxes of an image', () => {
  it('are pairs with class, score and IoU; a false alarm knows its nearest label', () => {
    expect(entries).toMatchObject([
      {
        key: '101:201',
        outcome: 'found',
        label: { category: 'cat' },
        detected: { category: 'cat', score: 0.9 },
        iou: 0.9,
      },
      { key: '102:202', outcome: 'confused', label: { category: 'cat' }, detected: { category: 'dog' }, iou: 0.8 },
      { key: '0:203', outcome: 'falseAlarm', label: null, iou: expect.closeTo(1 / 3) },
      { key: '103:0', outcome: 'missed', detected: null, label: { category: 'dog' }, iou: null },
    ])
  })

  it('of an image that is not evaluated are none', () => {
    expect(judgedEntries(data, judged, 99, 0.25)).toEqual([])
  })

  it('differ by dashes and sign as well as by colour', () => {
    const detections = outcomeBoxes(entries, everything).filter(({ text }) => text !== null)
    expect(new Set(detections.map(({ dash }) => dash.join())).size).toBe(4)
    expect(new Set(detections.map(({ color }) => color)).size).toBe(4)
    expect(detections.map(({ text }) => text)).toEqual(['? dog', '✓ cat 0.90', '≠ dog (cat) 0.80', '✕ dog 0.70'])
  })

  it('are drawn as far as they are switched on', () => {
    const keys = (change: object) => outcomeBoxes(entries, { ...everything, ...change }).map(({ key }) => key)
    expect(keys({ labels: false })).toEqual(['101:201', '102:202', '0:203'])
    expect(keys({ detections: false })).toEqual(['101:201', '102:202', '103:0'])
    expect(keys({ found: false })).not.toContain('101:201')
  })
})
