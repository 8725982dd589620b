import { describe, expect, it } from 'vitest'
import { actionKeys, reviewActionOf } from '../../../renderer/results/reviewKeys.ts'

const press = (code: string, held: { ctrlKey?: boolean; shiftKey?: boolean; altKey?: boolean } = {}) =>
  reviewActionOf({ code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held })

describe('keys of the crops', () => {
  it('name one action each', () => {
    expect(['Digit1', 'Digit2', 'KeyE', 'KeyS'].map((code) => press(code))).toEqual(['accept', 'keep', 'edit', 'skip'])
    expect(press('KeyZ', { ctrlKey: true })).toBe('undo')
    expect(new Set(Object.values(actionKeys)).size).toBe(Object.keys(actionKeys).length)
  })

  it('leave combinations to the rest of the window', () => {
    expect(press('Digit1', { ctrlKey: true })).toBeNull()
    expect(press('KeyE', { altKey: true })).toBeNull()
    expect(press('KeyZ', { ctrlKey: true, shiftKey: true })).toBeNull()
    expect(press('KeyZ')).toBeNull()
  })
})
