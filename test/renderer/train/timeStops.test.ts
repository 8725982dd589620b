import { describe, expect, it } from 'vitest'
import { minuteStops, minutesText, nearestStop, secondsText } from '../../../renderer/train/timeStops.ts'

describe('time budget', () => {
  it('is typed in minutes and kept in seconds', () => {
    expect(secondsText('10')).toBe('600')
    expect(secondsText(' 0.5 ')).toBe('30')
    expect(minutesText('600')).toBe('10')
    expect(minutesText('100')).toBe('1.67')
  })

  it('leaves alone what is no number, so that the check finds it', () => {
    expect(secondsText('long')).toBe('long')
    expect(secondsText('')).toBe('')
    expect(minutesText('')).toBe('')
  })

  it('puts the slider on the nearest stop, and at the end for no limit', () => {
    const last = minuteStops.length - 1

    expect(minuteStops[nearestStop('600')]).toBe(10)
    expect(minuteStops[nearestStop('1560')]).toBe(30)
    expect(nearestStop('')).toBe(last)
    expect(nearestStop('long')).toBe(0)
    expect(nearestStop('10000000')).toBe(last)
  })
})
