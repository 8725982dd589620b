import { describe, expect, it } from 'vitest'
import type { LabelledImage } from '../../../main/engine/formats/format.ts'
import { placeBoxes } from '../../../main/engine/formats/placeBoxes.ts'
import { cornersOf, labelled } from './support.ts'

const size = { width: 200, height: 100 }

function imageOf(corners: readonly number[], patch: Partial<LabelledImage> = {}): LabelledImage {
  const boxes = [{ ...labelled('car', corners), line: 7 }]
  const plain = { references: ['a'], sourceFile: 'a.txt', size: null, units: 'pixels', isVerified: false, split: null }
  return { ...plain, boxes, ...patch } as LabelledImage
}

describe('placeBoxes', () => {
  it('leaves a box inside as it is', () => {
    const image = imageOf([10.25, 20, 30, 40])
    const { boxes, problems } = placeBoxes(image, size)
    expect(boxes).toEqual(image.boxes)
    expect(cornersOf(boxes[0]!)).toEqual([10.25, 20, 30, 40])
    expect(problems).toEqual([])
  })

  it('turns shares into pixels', () => {
    // 0.1 of 200 = 20, 0.2 of 100 = 20, 0.5 of 200 = 100, 1 of 100 = 100.
    const { boxes } = placeBoxes(imageOf([0.1, 0.2, 0.5, 1], { units: 'fractions' }), size)
    expect(cornersOf(boxes[0]!)).toEqual([20, 20, 100, 100])
  })

  it('cuts a box within 1 % outside and notes it', () => {
    // 2 of 200 pixels are exactly 1 %.
    const { boxes, problems } = placeBoxes(imageOf([-2, 20, 30, 40]), size)
    expect(cornersOf(boxes[0]!)).toEqual([0, 20, 30, 40])
    expect(problems).toEqual([
      {
        severity: 'note',
        file: 'a.txt',
        line: 7,
        kind: 'clamped',
        message: 'the box of "car" at (-2, 20, 30, 40) reached 1 % of the side beyond the border and was cut there',
      },
    ])
  })

  it('cuts a box further outside with a warning', () => {
    // 3 of 100 pixels are 3 %.
    const { boxes, problems } = placeBoxes(imageOf([10, 20, 30, 103]), size)
    expect(cornersOf(boxes[0]!)).toEqual([10, 20, 30, 100])
    expect(problems).toMatchObject([{ severity: 'warning', kind: 'box-outside', line: 7 }])
  })

  it('cuts the rounding of six decimals without a word', () => {
    const { boxes, problems } = placeBoxes(imageOf([0, 0, 1.000001, 1], { units: 'fractions' }), size)
    expect(cornersOf(boxes[0]!)).toEqual([0, 0, 200, 100])
    expect(problems).toEqual([])
  })

  it('leaves out a box without area and names it', () => {
    const { boxes, problems } = placeBoxes(imageOf([50, 30, 50, 60]), size)
    expect(boxes).toEqual([])
    expect(problems).toMatchObject([
      {
        severity: 'error',
        kind: 'box-empty',
        line: 7,
        message: 'the box of "car" at (50, 30, 50, 60) has no area and was left out',
      },
    ])
  })

  it('leaves out a box that lies outside altogether', () => {
    const { boxes, problems } = placeBoxes(imageOf([300, 30, 350, 60]), size)
    expect(boxes).toEqual([])
    expect(problems).toMatchObject([{ kind: 'box-empty' }])
    expect(problems[0]!.message).toContain('lies outside the image')
  })

  it('puts swapped corners right with a note', () => {
    const { boxes, problems } = placeBoxes(imageOf([30, 40, 10, 20]), size)
    expect(cornersOf(boxes[0]!)).toEqual([10, 20, 30, 40])
    expect(problems).toMatchObject([{ severity: 'note', kind: 'corners-swapped' }])
  })

  it('goes by the label file when the size of the image is not known', () => {
    const { boxes } = placeBoxes(imageOf([0, 0, 0.5, 0.5], { units: 'fractions', size }), null)
    expect(cornersOf(boxes[0]!)).toEqual([0, 0, 100, 50])
  })

  it('cannot place shares of an unknown size', () => {
    const { boxes, problems } = placeBoxes(imageOf([0, 0, 0.5, 0.5], { units: 'fractions' }), null)
    expect(boxes).toEqual([])
    expect(problems).toMatchObject([{ severity: 'error', kind: 'size-unknown', line: null }])
  })

  it('keeps pixels of an unknown size uncut', () => {
    const { boxes, problems } = placeBoxes(imageOf([-5, 0, 500, 500]), null)
    expect(cornersOf(boxes[0]!)).toEqual([-5, 0, 500, 500])
    expect(problems).toEqual([])
  })

  it('warns when the label file speaks of the picture as it lay before it was turned upright', () => {
    const { problems } = placeBoxes(imageOf([10, 20, 30, 40], { size: { width: 100, height: 200 } }), size)
    expect(problems).toMatchObject([{ severity: 'warning', kind: 'size-differs' }])
    expect(problems[0]!.message).toContain('says 100 x 200 but the image is 200 x 100: the boxes may have been drawn')
  })

  it('warns when the label file speaks of another size', () => {
    const { problems } = placeBoxes(imageOf([10, 20, 30, 40], { size: { width: 400, height: 200 } }), size)
    expect(problems[0]!.message).toContain('another copy of the image')
  })
})
