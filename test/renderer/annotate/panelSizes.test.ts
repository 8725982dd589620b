import { describe, expect, it } from 'vitest'
import { firstSizes, readSizes } from '../../../renderer/annotate/panels/panelSizes.ts'

describe('stored sizes of the panels', () => {
  it('come back as they were', () => {
    const stored = {
      left: 300,
      right: 240,
      classes: 120,
      isLeftHidden: true,
      isRightHidden: false,
      isHistoryOpen: true,
    }
    expect(readSizes(stored)).toEqual(stored)
  })

  it('that would leave no panel or no picture are as at first', () => {
    expect(readSizes({ ...firstSizes, left: 5 })).toEqual(firstSizes)
    expect(readSizes({ ...firstSizes, right: 5000 })).toEqual(firstSizes)
    expect(readSizes(undefined)).toEqual(firstSizes)
  })
})
