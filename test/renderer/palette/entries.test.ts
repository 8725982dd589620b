import i18next from 'i18next'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import '../../../renderer/i18n.ts'
import { commands, type Scope, scopes } from '../../../renderer/keys/commands.ts'
import { standardKeys } from '../../../renderer/keys/keymap.ts'
import { offer, runCommand } from '../../../renderer/keys/offers.ts'
import { type PaletteEntry, paletteEntries } from '../../../renderer/palette/entries.ts'
import { ranked } from '../../../renderer/palette/ranked.ts'

let takeBack = () => {}
afterEach(() => takeBack())

/** As if a screen of this scope were shown, which can do all that the scope has. */
function show(scope: Scope): readonly PaletteEntry[] {
  const ids = commands.filter((command) => command.scope === scope || command.scope === 'window').map(({ id }) => id)
  takeBack = offer(Object.fromEntries(ids.map((id) => [id, () => {}])))
  return paletteEntries(i18next.t, standardKeys)
}

describe.each(['en', 'ko'])('the palette in %s', (language) => {
  beforeAll(() => i18next.changeLanguage(language))

  it.each(scopes)('reaches every command of %s by the words of its label', (scope) => {
    const entries = show(scope)
    const wanted = commands.filter((command) => command.scope === scope && command.id !== 'window.palette')
    for (const { id } of wanted) {
      const entry = entries.find((candidate) => candidate.id === id)!
      // Two labels may differ in a word, never in all of it.
      expect(
        ranked(entries, entry.label, [])
          .slice(0, 3)
          .map((found) => found.id),
        entry.label,
      ).toContain(id)
      expect(
        ranked(entries, entry.alias, [])
          .slice(0, 3)
          .map((found) => found.id),
        entry.alias,
      ).toContain(id)
    }
  })
})

describe('an offer', () => {
  it('lasts as long as what offers it is on the screen, the last one first', () => {
    const done: string[] = []
    const takeRoom = offer({ 'images.find': () => done.push('room') })
    const takePanel = offer({ 'images.find': () => done.push('panel') })
    runCommand('images.find')
    takePanel()
    runCommand('images.find')
    takeRoom()
    expect(runCommand('images.find')).toBe(false)
    expect(done).toEqual(['panel', 'room'])
  })

  it('that cannot run now is not run', () => {
    const done: string[] = []
    takeBack = offer({ 'images.find': { run: () => done.push('run'), canRun: () => false } })
    expect(runCommand('images.find')).toBe(false)
    expect(done).toEqual([])
  })

  it('of a command that lasts as long as its key is pressed and let go at once', () => {
    const done: string[] = []
    takeBack = offer({ 'annotate.peek': { run: () => done.push('down'), end: () => done.push('up') } })
    runCommand('annotate.peek')
    expect(done).toEqual(['down', 'up'])
  })
})
