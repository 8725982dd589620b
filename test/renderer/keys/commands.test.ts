/** Promises that hold for every command of the window, whoever adds it. */
import { describe, expect, it } from 'vitest'
import { commandGroups } from '../../../renderer/keys/command.ts'
import { type Command, commands } from '../../../renderer/keys/commands.ts'
import { defaultKeysOf, doScopesMeet, keymapNames } from '../../../renderer/keys/keymap.ts'
import en from '../../../resources/locales/en/keys.json' with { type: 'json' }
import ko from '../../../resources/locales/ko/keys.json' with { type: 'json' }

type Labels = Readonly<Record<string, Readonly<Record<string, string>>>>

function idsIn(labels: Labels): string[] {
  return Object.entries(labels).flatMap(([scope, names]) => Object.keys(names).map((name) => `${scope}.${name}`))
}

describe.each(keymapNames)('the keymap %s', (keymap) => {
  const bindings = commands.flatMap((command) => defaultKeysOf(command, keymap).map((stroke) => ({ command, stroke })))

  it('gives no key two meanings on any screen', () => {
    const byStroke = Map.groupBy(bindings, ({ stroke }) => stroke)
    const clashes = [...byStroke].flatMap(([stroke, found]) =>
      pairs(found.map(({ command }) => command))
        .filter(([a, b]) => doScopesMeet(a.scope, b.scope))
        .map(([a, b]) => `${stroke}: ${a.id} and ${b.id}`),
    )
    expect(clashes).toEqual([])
  })

  it('spells its keys as the keyboard does', () => {
    const named =
      'Space|Escape|Delete|Backspace|Tab|Enter|Home|End|PageUp|PageDown|ContextMenu|Arrow(Left|Right|Up|Down)|F\\d+'
    const spelling = new RegExp(
      `^(Ctrl\\+)?(Alt\\+)?(Shift\\+)?([A-Z0-9]|${named})$|^(Ctrl\\+)?(Alt\\+)?[^A-Za-z0-9\\s]$`,
    )
    expect(bindings.map(({ stroke }) => stroke).filter((stroke) => !spelling.test(stroke))).toEqual([])
  })
})

describe('commands', () => {
  it('have a label in both languages, and no label is without a command', () => {
    const ids = commands.map(({ id }) => id).sort()
    expect(idsIn(en.commands).sort()).toEqual(ids)
    expect(idsIn(ko.commands).sort()).toEqual(ids)
  })

  it('of one scope differ in their labels, so that the palette can tell them apart', () => {
    for (const labels of [...Object.values<object>(en.commands), ...Object.values<object>(ko.commands)]) {
      const texts = Object.values(labels)
      expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([])
    }
  })

  it('stand under headings that exist', () => {
    expect(Object.keys(en.groups)).toEqual([...commandGroups])
    expect(Object.keys(ko.groups)).toEqual([...commandGroups])
  })
})

describe('hands that know labelImg', () => {
  it('find its keys in the classic keymap', () => {
    const known: Readonly<Record<string, Command['id']>> = {
      W: 'annotate.draw',
      D: 'annotate.nextImage',
      A: 'annotate.previousImage',
      Space: 'annotate.verify',
      'Ctrl+S': 'window.save',
      'Ctrl+D': 'annotate.duplicate',
      Delete: 'annotate.delete',
      'Ctrl+E': 'annotate.nameCategory',
      'Ctrl+V': 'annotate.copyPrevious',
      'Ctrl+J': 'annotate.select',
      'Ctrl+U': 'window.openFolder',
      'Ctrl+O': 'window.openProject',
      'Ctrl+Shift+O': 'images.import',
      'Ctrl+R': 'images.export',
      'Ctrl+W': 'window.closeProject',
      'Ctrl+Q': 'window.quit',
      'Ctrl+H': 'annotate.hideBoxes',
      'Ctrl+A': 'annotate.showBoxes',
      'Ctrl++': 'annotate.zoomIn',
      'Ctrl+-': 'annotate.zoomOut',
      'Ctrl+=': 'annotate.actualSize',
      'Ctrl+F': 'annotate.fit',
      'Ctrl+Shift+F': 'annotate.fitWidth',
      'Ctrl+Shift+P': 'annotate.labels',
      'Ctrl+Shift+D': 'annotate.reject',
      ArrowLeft: 'annotate.moveLeft',
      ArrowRight: 'annotate.moveRight',
      ArrowUp: 'annotate.moveUp',
      ArrowDown: 'annotate.moveDown',
      Escape: 'annotate.escape',
    }
    // The same key may mean something else on a screen that labelImg does not have.
    const classic = Object.entries(known).map(([stroke, id]) => [
      stroke,
      commands.find((command) => command.id === id && defaultKeysOf(command, 'labelImg').includes(stroke))?.id,
    ])
    expect(Object.fromEntries(classic)).toEqual(known)
  })
})

function pairs<Value>(values: readonly Value[]): [Value, Value][] {
  return values.flatMap((a, index) => values.slice(index + 1).map((b): [Value, Value] => [a, b]))
}
