/** The colours of both themes, by the formula of WCAG 2.2: text at least 4.5 to 1 on whatever it lies on, marks 3 to 1. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { projectFolder } from '../support/sourceFiles.ts'

type Colours = Readonly<Record<string, string>>

const css = readFileSync(`${projectFolder}/renderer/design/tokens.css`, 'utf8')
const surfaces = ['surface-0', 'surface-1', 'surface-2', 'surface-3', 'surface-hover', 'surface-selected']
const inks = ['ink-1', 'ink-2']
/** Quiet text is never laid on a raised surface. */
const quietSurfaces = ['surface-0', 'surface-1', 'surface-2']
const words = ['accent', 'good', 'warn', 'danger']

describe.each([
  ['dark', coloursOf('dark')],
  ['light', coloursOf('light')],
] as const)('the %s theme', (_, colours) => {
  const contrast = (front: string, back: string) => contrastOf(colours[front]!, colours[back]!)
  const tooWeak = (fronts: readonly string[], backs: readonly string[], least: number) =>
    fronts.flatMap((front) =>
      backs.flatMap((back) => {
        const found = contrast(front, back)
        return found < least ? [`${front} on ${back}: ${found.toFixed(2)}`] : []
      }),
    )

  it('has text that can be read on every surface', () => {
    expect(tooWeak(inks, surfaces, 4.5)).toEqual([])
    expect(tooWeak(['ink-3', ...words], quietSurfaces, 4.5)).toEqual([])
    expect(tooWeak(['accent-ink'], ['accent-strong', 'danger-strong'], 4.5)).toEqual([])
  })

  it('has marks and the frame of the focus that can be seen on every surface', () => {
    expect(tooWeak(['focus', ...words], [...surfaces, 'canvas'], 3)).toEqual([])
    expect(tooWeak(['ink-3'], surfaces, 3)).toEqual([])
  })

  it('has borders of fields that can be seen where fields lie', () => {
    expect(tooWeak(['line-field'], ['surface-0', 'surface-1', 'surface-2'], 3)).toEqual([])
  })
})

it('the formula gives the figures of the standard', () => {
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5)
  // The grey that the guidelines name as the lightest for text on white.
  expect(contrastOf('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
})

function coloursOf(theme: string): Colours {
  const block = new RegExp(`:root\\[data-theme="${theme}"\\] \\{([^}]*)\\}`).exec(css)![1]!
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1], match[2]]))
}

function contrastOf(a: string, b: string): number {
  const [darker, lighter] = [luminanceOf(a), luminanceOf(b)].sort((x, y) => x - y)
  return (lighter! + 0.05) / (darker! + 0.05)
}

function luminanceOf(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}
