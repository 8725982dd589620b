/** Every panel of "How it works": in the list, on a key, and told in three sentences in both languages. */
import { describe, expect, it } from 'vitest'
import { panelBeside } from '../../../renderer/how/howView.ts'
import { grown } from '../../../renderer/how/overlap/grown.ts'
import { isLayer, panelGroups, panelNames, panels } from '../../../renderer/how/panels.ts'
import { isCommandId } from '../../../renderer/keys/commands.ts'
import { detectorName } from '../../../shared/trainSettings.ts'
import { english, korean } from '../../support/texts.ts'

/** A full stop ends a sentence where a space or nothing follows; in 0.5 it does not. */
const sentencesIn = (text: string): number => text.split(/\.(?:\s|$)/).filter((part) => part.trim() !== '').length

describe('the panels', () => {
  it.each(panelNames)('%s is told in three sentences, in both languages, for every family', (name) => {
    const keys = isLayer(name)
      ? detectorName.options.map((family) => `results.inside.lesson.${family}.${name}`)
      : name === 'features'
        ? detectorName.options.map((family) => `how.features.lesson.${family}`)
        : [`how.lesson.${name}`]
    for (const key of keys)
      expect(
        [english[key], korean[key]].map((text) => sentencesIn(text ?? '')),
        key,
      ).toEqual([3, 3])
  })

  it('have a key each, and stand in the order of their groups', () => {
    expect(panelNames.filter((name) => !isCommandId(`how.${name}`))).toEqual([])
    const groups = panelNames.map((name) => panelGroups.indexOf(panels[name].group))
    expect(groups).toEqual([...groups].sort((a, b) => a - b))
  })

  it('follow one another, and the walk stops at both ends', () => {
    const walked = [panelNames[0]!]
    for (let step = 0; step < panelNames.length; step++) walked.push(panelBeside(walked.at(-1)!, 1))
    expect(walked).toEqual([...panelNames, panelNames.at(-1)])
    expect(panelBeside(panelNames[1]!, -1)).toBe(panelNames[0])
    expect(panelBeside(panelNames[0]!, -1)).toBe(panelNames[0])
  })
})

describe('a box pulled by its corner', () => {
  const stage = { width: 100, height: 80 }
  const box = { x1: 10, y1: 10, x2: 30, y2: 30 }

  it('follows, keeps a size, and stays on the stage', () => {
    expect(grown(box, { x: 5, y: -3 }, stage)).toEqual({ x1: 10, y1: 10, x2: 35, y2: 27 })
    expect(grown(box, { x: -50, y: -50 }, stage)).toEqual({ x1: 10, y1: 10, x2: 22, y2: 22 })
    expect(grown(box, { x: 500, y: 500 }, stage)).toEqual({ x1: 10, y1: 10, x2: 100, y2: 80 })
  })
})
