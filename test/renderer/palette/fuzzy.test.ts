import { describe, expect, it } from 'vitest'
import { fitOf } from '../../../renderer/palette/fuzzy.ts'

const fits = (query: string, text: string) => fitOf(query, text) !== null
const better = (query: string, a: string, b: string) => fitOf(query, a)! > fitOf(query, b)!

describe('typed letters', () => {
  it('fit where they come in their order, whatever their case', () => {
    expect(fits('cpb', 'Copy the previous boxes')).toBe(true)
    expect(fits('VERIFY', 'verify')).toBe(true)
    expect(fits('pc', 'Copy')).toBe(false)
    expect(fits('copyy', 'Copy')).toBe(false)
    expect(fits('', 'anything')).toBe(true)
  })

  it('fit better together than apart, at starts of words than within, and in the shorter text', () => {
    expect(better('draw', 'Draw boxes', 'Delete row and wait')).toBe(true)
    expect(better('ni', 'Next image', 'Undo in this')).toBe(true)
    expect(better('import', 'Import', 'Import labels of another tool')).toBe(true)
  })

  it('find the best place, not the first', () => {
    // "b" stands in "about" first, but "boxes" is what is meant.
    expect(fitOf('box', 'About boxes')).toBeCloseTo(6 + 8 + 8 - 0.011, 9)
  })

  it('of Hangul fit by initials and while a syllable is unfinished', () => {
    expect(fits('라벨', '라벨 가져오기')).toBe(true)
    expect(fits('ㄹㅂ', '라벨 가져오기')).toBe(true)
    expect(fits('ㄱㅈ', '라벨 가져오기')).toBe(true)
    // "랍" is what stands in the field when the ㅂ of 벨 has been typed.
    expect(fits('랍', '라벨 가져오기')).toBe(true)
    expect(fits('ㅎ', '라벨 가져오기')).toBe(false)
  })
})
