/** The scale of the matrix: its numbers can be read, and right and wrong are told apart by people who see fewer colours. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { mostColor } from '../../../../renderer/results/matrix/matrixSvg.ts'
import { colorDistance } from '../../../../shared/colorDistance.ts'
import { projectFolder } from '../../../support/sourceFiles.ts'

const css = readFileSync(`${projectFolder}/renderer/design/tokens.css`, 'utf8')

/** G. M. Machado et al., 2009, at full severity, on linear values; rows are red, green and blue. */
const deficiencies = {
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
}

describe.each(['dark', 'light'])('the scale of the matrix in the %s theme', (theme) => {
  const colour = (name: string) =>
    new RegExp(`:root\\[data-theme="${theme}"\\] \\{[^}]*--${name}: (#[0-9a-f]{6});`).exec(css)![1]!
  const strongest = (name: string) => mixed(colour(name), colour('heat-0'), mostColor)

  it.each(['heat-1', 'heat-off', 'ink-3'])('leaves the number readable on its strongest %s', (name) => {
    expect(contrastOf(colour('ink-1'), strongest(name))).toBeGreaterThan(4.5)
  })

  it.each(Object.entries(deficiencies))('tells right from wrong with %s', (_, matrix) => {
    // A difference of 0.02 is just seen.
    expect(colorDistance(seen(strongest('heat-1'), matrix), seen(strongest('heat-off'), matrix))).toBeGreaterThan(0.1)
  })
})

const valuesOf = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
const hexOf = (values: readonly number[]) =>
  `#${values
    .map((value) =>
      Math.round(255 * Math.min(1, Math.max(0, value)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const encoded = (value: number) => (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055)

function mixed(front: string, back: string, part: number): string {
  const under = valuesOf(back)
  return hexOf(valuesOf(front).map((value, place) => part * value + (1 - part) * under[place]!))
}

function seen(hex: string, matrix: readonly number[]): string {
  const values = valuesOf(hex).map(linear)
  const row = (place: number) => values.reduce((sum, value, column) => sum + matrix[3 * place + column]! * value, 0)
  return hexOf([0, 1, 2].map((place) => encoded(Math.max(0, row(place)))))
}

function contrastOf(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [red, green, blue] = valuesOf(hex).map(linear)
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
  }
  const [darker, lighter] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (lighter! + 0.05) / (darker! + 0.05)
}
