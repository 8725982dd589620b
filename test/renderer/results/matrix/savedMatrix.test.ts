import { describe, expect, it } from 'vitest'
import { matrixAxis } from '../../../../renderer/results/matrix/matrixAxis.ts'
import { matrixCsv } from '../../../../renderer/results/matrix/matrixCsv.ts'
import { matrixFrame, matrixSheet } from '../../../../renderer/results/matrix/matrixSheet.ts'
import { matrixSvg } from '../../../../renderer/results/matrix/matrixSvg.ts'

const confusion = {
  labels: ['cat, small', 'dog "big" <&>', 'background'],
  matrix: [
    [2, 1, 0],
    [0, 0, 5],
    [1, 0, 0],
  ],
}
const words = {
  predicted: 'predicted',
  labelled: 'labelled',
  missed: 'missed by the model',
  nothing: 'nothing labelled there',
  rare: (count: number) => `${count} rare classes`,
}
const options = { normalisation: 'none', hidesDiagonal: false, isSwapped: false } as const
const axis = matrixAxis(confusion, { isSorted: false, leastLabels: 0 })
const sheet = (changed: Partial<Parameters<typeof matrixSheet>[2]> = {}, { matrix } = confusion) => {
  const chosen = { ...options, ...changed }
  return matrixSheet({ matrix }, matrixFrame(confusion.labels, axis, chosen, words), chosen)
}

describe('the saved table', () => {
  it('names both axes and quotes what needs it', () => {
    expect(matrixCsv(sheet(), false).split('\r\n')).toEqual([
      'predicted \\ labelled,"cat, small","dog ""big"" <&>",nothing labelled there',
      '"cat, small",2,1,0',
      '"dog ""big"" <&>",0,0,5',
      'missed by the model,1,0,0',
      '',
    ])
  })

  it('says which axis is which when they are swapped', () => {
    const [head, first] = matrixCsv(sheet({ isSwapped: true }), false).split('\r\n')

    expect(head).toBe('labelled \\ predicted,"cat, small","dog ""big"" <&>",missed by the model')
    expect(first).toBe('"cat, small",2,0,1')
  })

  it('keeps six digits of a share, and nothing where nothing is to be shared', () => {
    const lines = matrixCsv(sheet({ normalisation: 'column' }), true).split('\r\n')

    expect(lines[1]).toBe('"cat, small",0.666667,1,0')
    const byRow = sheet({ normalisation: 'row' }, { ...confusion, matrix: [[0, 0, 0], ...confusion.matrix.slice(1)] })
    expect(matrixCsv(byRow, true).split('\r\n')[1]).toBe('"cat, small",,,')
  })
})

describe('the saved drawing', () => {
  const colors = {
    ground: '#ffffff',
    ink: '#000000',
    quiet: '#444444',
    line: '#cccccc',
    font: '"Inter", sans-serif',
    heat: { none: '#eeeeee', right: '#0000ff', wrong: '#ff8800', mixed: '#888888', nothing: '#eeeeee' },
  }
  const svg = matrixSvg(sheet(), ['Confusion matrix', 'Run 1 · test · IoU 0.50'], colors)

  it('prints the names of the axes, the classes, the counts and what it shows', () => {
    const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, content]) => content)

    expect(texts.slice(0, 4)).toEqual(['Confusion matrix', 'Run 1 · test · IoU 0.50', 'labelled →', 'predicted ↓'])
    expect(texts.filter((content) => content === 'dog "big" &lt;&amp;&gt;')).toHaveLength(2)
    expect(texts.slice(-8)).toEqual(['2', '1', '·', '·', '·', '5', '1', '·'])
  })

  it('shades wrong cells in the other colour, by the root of the count', () => {
    // Full strength is 0.6 of the colour: the largest count is 5.
    expect(svg).toContain('fill="#ff8800" fill-opacity="0.600"')
    expect(svg).toContain(`fill="#0000ff" fill-opacity="${(0.6 * Math.sqrt(2 / 5)).toFixed(3)}"`)
  })

  it('is large enough for its longest name', () => {
    const width = Number(/ width="(\d+)"/.exec(svg)![1])

    expect(width).toBeGreaterThan('nothing labelled there'.length * 7 + 3 * 48)
  })
})
