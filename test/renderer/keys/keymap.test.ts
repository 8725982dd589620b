import { describe, expect, it } from 'vitest'
import { clashesOf, commandsOfStroke, type KeySettings, keysOf, standardKeys } from '../../../renderer/keys/keymap.ts'

const idsOf = (stroke: string, settings: KeySettings) => commandsOfStroke(stroke, settings).map(({ id }) => id)

describe('the keymap in use', () => {
  it('is the one that was chosen', () => {
    const classic: KeySettings = { keymap: 'labelImg', keyChanges: {} }
    expect(keysOf('annotate.paste', standardKeys)).toEqual(['Ctrl+V'])
    expect(idsOf('Ctrl+V', classic)).toEqual(['annotate.copyPrevious'])
  })

  it('has what the user changed in it, and not what they changed in the other', () => {
    const changed: KeySettings = {
      keymap: 'standard',
      keyChanges: { standard: { 'annotate.draw': ['Ctrl+Alt+B'] }, labelImg: { 'annotate.select': ['V'] } },
    }
    expect(idsOf('Ctrl+Alt+B', changed)).toEqual(['annotate.draw'])
    expect(idsOf('W', changed)).toEqual([])
    expect(keysOf('annotate.select', changed)).toEqual(['Ctrl+J'])
    expect(keysOf('annotate.select', { ...changed, keymap: 'labelImg' })).toEqual(['V'])
  })

  it('lets a key that the user gave win over one that a later version brings', () => {
    const changed: KeySettings = { keymap: 'standard', keyChanges: { standard: { 'annotate.zoomIn': ['A'] } } }
    expect(idsOf('A', changed).find((id) => id.startsWith('annotate.'))).toBe('annotate.zoomIn')
  })

  it('lets an inner place such as the loop through the objects have the first say', () => {
    expect(idsOf('Enter', standardKeys).filter((id) => /^(annotate|objects)/.test(id))).toEqual([
      'objects.next',
      'annotate.corner',
    ])
    const changed: KeySettings = { keymap: 'standard', keyChanges: { standard: { 'annotate.draw': ['Enter'] } } }
    expect(idsOf('Enter', changed).filter((id) => /^(annotate|objects)/.test(id))).toEqual([
      'objects.next',
      'annotate.draw',
      'annotate.corner',
    ])
  })

  it('forgets what the user said of commands that are no more', () => {
    const changed: KeySettings = { keymap: 'standard', keyChanges: { standard: { 'annotate.gone': ['F9'] } } }
    expect(idsOf('F9', changed)).toEqual([])
  })
})

describe('a clash', () => {
  it('is another command of the same screen, or one of the window', () => {
    expect(clashesOf('annotate.draw', 'A', standardKeys).map(({ id }) => id)).toEqual(['annotate.previousImage'])
    expect(clashesOf('annotate.draw', 'F1', standardKeys).map(({ id }) => id)).toEqual(['window.help'])
    expect(clashesOf('window.help', '/', standardKeys).map(({ id }) => id)).toEqual(['images.find', 'annotate.find'])
  })

  it('is not the command itself, nor one of another screen', () => {
    expect(clashesOf('annotate.draw', 'W', standardKeys)).toEqual([])
    expect(clashesOf('results.accept', '/', standardKeys)).toEqual([])
  })
})
