import { describe, expect, it } from 'vitest'
import { agreementModel } from '../../../renderer/images/agreement/model.ts'
import type { ComparedImage, LabelColumns, LabellingComparison } from '../../../shared/labellingCalls.ts'

const categories = [{ id: 1, name: 'car' }]
const image = (id: number, more: Partial<ComparedImage> = {}): ComparedImage => ({
  ...{ id, imageId: 10 * id, path: `${id}.png`, width: 100, height: 100 },
  ...{ state: 'verified', verdict: null },
  ...more,
})

/** A box at the left in each of the images. */
const columns = (imageIds: readonly number[]): LabelColumns => ({
  ids: imageIds.map((_, index) => index + 1),
  imageIds: [...imageIds],
  categoryIds: imageIds.map(() => 1),
  boxes: imageIds.flatMap(() => [0, 0, 10, 10]),
  ignore: imageIds.map(() => false),
})

const comparison: LabellingComparison = {
  images: [image(1), image(2), image(3, { verdict: 'project' }), image(4), image(5, { state: 'rejected' })],
  // Image 1 agrees, 2 and 3 were missed, 4 holds nothing, 5 is rejected and was missed.
  labelling: columns([10, 20, 30, 50]),
  project: columns([10]),
}

describe('a comparison', () => {
  it('shows undecided images first, those that agree least before the others', () => {
    const { rows } = agreementModel({ comparison, kind: 'control', categories, iou: 0.5 })
    expect(rows.map((row) => row.image.id)).toEqual([2, 5, 1, 4, 3])
  })

  it('takes the hidden labels for the reference, but the labels of the project before those of somebody else', () => {
    const control = agreementModel({ comparison, kind: 'control', categories, iou: 0.5 })
    const second = agreementModel({ comparison, kind: 'second', categories, iou: 0.5 })
    // The rejected image does not count.
    expect(control.tally).toMatchObject({ same: 1, missed: 2, extra: 0, f1: 0.5 })
    expect(second.tally).toMatchObject({ same: 1, missed: 0, extra: 2, f1: 0.5 })
  })
})
