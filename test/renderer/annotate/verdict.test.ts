import { describe, expect, it } from 'vitest'
import { reviewedShare } from '../../../renderer/annotate/review/reviewedShare.ts'
import { verdictAfter } from '../../../renderer/annotate/review/verdict.ts'

describe('the verdict about an image', () => {
  it('is given by its key and taken back by the same', () => {
    expect(verdictAfter({ review: null, isChangedSinceReview: false }, 'verified')).toBe('verified')
    expect(verdictAfter({ review: 'verified', isChangedSinceReview: false }, 'verified')).toBeNull()
    expect(verdictAfter({ review: 'verified', isChangedSinceReview: false }, 'rejected')).toBe('rejected')
    expect(verdictAfter({ review: 'rejected', isChangedSinceReview: false }, 'rejected')).toBeNull()
  })

  it('about boxes that changed since is given anew, not taken back', () => {
    expect(verdictAfter({ review: 'verified', isChangedSinceReview: true }, 'verified')).toBe('verified')
  })

  it('counts for the progress of the review whichever it is', () => {
    const states = { unlabelled: 4, labelled: 3, verified: 2, verifiedEmpty: 1, rejected: 5 }
    expect(reviewedShare({ states, imageCount: 15 })).toEqual({ reviewed: 8, total: 15 })
  })
})
