import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedIds, withDefaultKeys, withKey, withoutChanges, withoutKey } from '../../../renderer/keys/changeKeys.ts'
import { type CommandId, commands } from '../../../renderer/keys/commands.ts'
import {
  doScopesMeet,
  type KeyChanges,
  type KeySettings,
  keymapNames,
  keysOf,
  standardKeys,
} from '../../../renderer/keys/keymap.ts'

const changed = (keyChanges: KeyChanges): KeySettings => ({ ...standardKeys, keyChanges })

describe('a new key', () => {
  it('comes in the place of the old one, or beside the others', () => {
    const replaced = changed(withKey(standardKeys, { id: 'annotate.redo', stroke: 'F4', replaced: 'Ctrl+Y' }))
    expect(keysOf('annotate.redo', replaced)).toEqual(['F4', 'Ctrl+Shift+Z'])
    const added = changed(withKey(standardKeys, { id: 'annotate.draw', stroke: 'F4', replaced: null }))
    expect(keysOf('annotate.draw', added)).toEqual(['W', 'F4'])
  })

  it('is taken from the command that had it, which keeps its others', () => {
    const taken = changed(withKey(standardKeys, { id: 'annotate.draw', stroke: 'Ctrl+Y', replaced: 'W' }))
    expect(keysOf('annotate.draw', taken)).toEqual(['Ctrl+Y'])
    expect(keysOf('annotate.redo', taken)).toEqual(['Ctrl+Shift+Z'])
  })

  it('of the window is taken from every activity', () => {
    const taken = changed(withKey(standardKeys, { id: 'window.save', stroke: '/', replaced: null }))
    expect(keysOf('images.find', taken)).toEqual([])
    expect(keysOf('annotate.find', taken)).toEqual([])
  })

  it('of one activity leaves the others alone', () => {
    const taken = changed(withKey(standardKeys, { id: 'results.accept', stroke: 'W', replaced: '1' }))
    expect(keysOf('annotate.draw', taken)).toEqual(['W'])
  })
})

describe('setting back', () => {
  it('brings the default keys, also from the command that took one', () => {
    const taken = changed(withKey(standardKeys, { id: 'annotate.pan', stroke: 'W', replaced: 'M' }))
    const back = changed(withDefaultKeys(taken, 'annotate.draw'))
    expect(keysOf('annotate.draw', back)).toEqual(['W'])
    expect(keysOf('annotate.pan', back)).toEqual([])
    expect(changedIds(back)).toEqual(['annotate.pan'])
  })

  it('all leaves the other keymap as it is', () => {
    const both: KeySettings = {
      keymap: 'standard',
      keyChanges: { standard: { 'annotate.draw': ['B'] }, labelImg: { 'annotate.draw': ['C'] } },
    }
    expect(withoutChanges(both)).toEqual({ standard: {}, labelImg: { 'annotate.draw': ['C'] } })
  })

  it('a key that is given and removed again leaves nothing behind', () => {
    const added = changed(withKey(standardKeys, { id: 'annotate.draw', stroke: 'F4', replaced: null }))
    expect(changedIds(changed(withoutKey(added, 'annotate.draw', 'F4')))).toEqual([])
  })
})

describe('whatever a user does', () => {
  const stroke = fc.constantFrom(...new Set(commands.flatMap(({ keys }) => keys)))
  const id = fc.constantFrom(...commands.map((command) => command.id))
  const step = fc.oneof(
    fc
      .record({ id, stroke })
      .map((given) => (settings: KeySettings) => withKey(settings, { ...given, replaced: null })),
    id.map((of) => (settings: KeySettings) => withDefaultKeys(settings, of)),
    fc.record({ id, stroke }).map((given) => (settings: KeySettings) => withoutKey(settings, given.id, given.stroke)),
  )

  it.each(keymapNames)('no key of %s gets two meanings', (keymap) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const settings = steps.reduce<KeySettings>((current, change) => ({ keymap, keyChanges: change(current) }), {
          keymap,
          keyChanges: {},
        })
        expect(doubleMeanings(settings)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

function doubleMeanings(settings: KeySettings): string[] {
  const meanings = new Map<string, CommandId[]>()
  for (const { id } of commands) {
    for (const key of keysOf(id, settings)) meanings.set(key, [...(meanings.get(key) ?? []), id])
  }
  const scopeOf = (id: CommandId) => commands.find((command) => command.id === id)!.scope
  return [...meanings].flatMap(([key, ids]) =>
    ids.some((a, at) => ids.slice(at + 1).some((b) => doScopesMeet(scopeOf(a), scopeOf(b)))) ? [key] : [],
  )
}
