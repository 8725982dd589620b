import { describe, expect, it } from 'vitest'
import { commandOf, keyOf, plainCommands, shortcuts, strokeOf } from '../../../renderer/annotate/shortcuts.ts'

const pressed = (key: string, code: string, held: { ctrlKey?: boolean; shiftKey?: boolean } = {}) =>
  strokeOf({ key, code, ctrlKey: false, metaKey: false, shiftKey: false, ...held })

describe('keys', () => {
  it('no key has two meanings', () => {
    const keys = shortcuts.flatMap((shortcut) => shortcut.keys)
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })

  it('every command has a key', () => {
    for (const command of plainCommands) expect(keyOf(command)).not.toBe('')
  })

  it('leaves the keys of the window alone', () => {
    for (const digit of '12345') expect(commandOf(`Ctrl+${digit}`)).toBeNull()
  })

  it('are those that hands know', () => {
    const known = {
      W: 'draw',
      A: 'previousImage',
      D: 'nextImage',
      Space: 'verify',
      'Ctrl+V': 'paste',
      'Ctrl+Y': 'redo',
    }
    for (const [key, kind] of Object.entries(known)) expect(commandOf(key)).toEqual({ kind })
  })

  it('are the same with Caps Lock, Hangul and the number pad', () => {
    expect(pressed('w', 'KeyW')).toBe('W')
    expect(pressed('W', 'KeyW')).toBe('W')
    expect(pressed('ㅈ', 'KeyW')).toBe('W')
    expect(pressed('ㅋ', 'KeyZ', { ctrlKey: true })).toBe('Ctrl+Z')
    expect(pressed('1', 'Numpad1')).toBe('1')
    expect(pressed('&', 'Digit1')).toBe('&')
  })

  it('follow the letter on other Latin keyboards', () => {
    // On a French keyboard Z is where W is elsewhere.
    expect(pressed('z', 'KeyW', { ctrlKey: true })).toBe('Ctrl+Z')
  })

  it('of signs do not depend on Shift', () => {
    expect(pressed('+', 'Equal', { ctrlKey: true, shiftKey: true })).toBe('Ctrl++')
    expect(pressed('?', 'Slash', { shiftKey: true })).toBe('?')
    expect(pressed('Z', 'KeyZ', { ctrlKey: true, shiftKey: true })).toBe('Ctrl+Shift+Z')
    expect(pressed(' ', 'Space')).toBe('Space')
  })
})
