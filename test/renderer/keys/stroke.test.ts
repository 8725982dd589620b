import { describe, expect, it } from 'vitest'
import { strokeOf, strokeText } from '../../../renderer/keys/stroke.ts'

type Held = { ctrlKey?: boolean; altKey?: boolean; shiftKey?: boolean }
const pressed = (key: string, code: string, held: Held = {}) =>
  strokeOf({ key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held })

describe('a key press', () => {
  it('is the same with Caps Lock, Hangul and the number pad', () => {
    expect(pressed('w', 'KeyW')).toBe('W')
    expect(pressed('W', 'KeyW')).toBe('W')
    expect(pressed('ㅈ', 'KeyW')).toBe('W')
    expect(pressed('ㅋ', 'KeyZ', { ctrlKey: true })).toBe('Ctrl+Z')
    expect(pressed('1', 'Numpad1')).toBe('1')
    expect(pressed('&', 'Digit1')).toBe('&')
  })

  it('follows the letter on other Latin keyboards', () => {
    // On a French keyboard Z is where W is elsewhere.
    expect(pressed('z', 'KeyW', { ctrlKey: true })).toBe('Ctrl+Z')
  })

  it('of a sign does not depend on Shift or the third level', () => {
    expect(pressed('+', 'Equal', { ctrlKey: true, shiftKey: true })).toBe('Ctrl++')
    expect(pressed('?', 'Slash', { shiftKey: true })).toBe('?')
    expect(pressed('Z', 'KeyZ', { ctrlKey: true, shiftKey: true })).toBe('Ctrl+Shift+Z')
    expect(pressed(' ', 'Space')).toBe('Space')
    // On a German keyboard, AltGr+8, which Windows reports as Ctrl and Alt.
    expect(pressed('[', 'Digit8', { ctrlKey: true, altKey: true })).toBe('[')
  })

  it('names its modifiers in one order', () => {
    expect(pressed('A', 'KeyA', { ctrlKey: true, altKey: true, shiftKey: true })).toBe('Ctrl+Alt+Shift+A')
  })

  it('is read with the signs that keyboards bear', () => {
    expect(strokeText('Ctrl+Shift+ArrowLeft')).toBe('Ctrl+Shift+←')
    expect(strokeText('Ctrl++')).toBe('Ctrl++')
    expect(strokeText('+')).toBe('+')
    expect(strokeText('Escape')).toBe('Esc')
  })
})
