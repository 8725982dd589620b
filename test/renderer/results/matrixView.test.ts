import { describe, expect, it } from 'vitest'
import { matrixAxis } from '../../../renderer/results/matrix/matrixAxis.ts'
import {
  matrixCells as cellsOnAxis,
  linesOf,
  type MatrixOptions,
  neighbourOf,
} from '../../../renderer/results/matrixView.ts'

// cat, dog, background: 90 cats right, 10 taken for dogs, 4 missed …
const matrix = [
  [90, 1, 0],
  [10, 49, 5],
  [4, 0, 0],
]
const options = { normalisation: 'none', hidesDiagonal: false, isSwapped: false } as const
const allAlone = { isSorted: false, leastLabels: 0 }

function matrixCells(counts: { readonly matrix: readonly (readonly number[])[] }, chosen: MatrixOptions) {
  return linesOf(cellsOnAxis(counts, matrixAxis(counts, allAlone), chosen))
}

describe('confusion matrix on the screen', () => {
  it('shows counts, a dot for none, and nothing where background meets background', () => {
    const texts = matrixCells({ matrix }, options).map((line) => line.map((cell) => cell.text))

    expect(texts).toEqual([
      ['90', '1', '·'],
      ['10', '49', '5'],
      ['4', '·', ''],
    ])
  })

  it('tells right from wrong cells', () => {
    const kinds = matrixCells({ matrix }, options).map((line) => line.map((cell) => cell.kind))

    expect(kinds).toEqual([
      ['right', 'wrong', 'wrong'],
      ['wrong', 'right', 'wrong'],
      ['wrong', 'wrong', 'nothing'],
    ])
  })

  it('shades counts by their root, the largest at full strength', () => {
    const cells = matrixCells({ matrix }, options)

    expect(cells[0]![0]!.strength).toBe(1)
    expect(cells[1]![0]!.strength).toBeCloseTo(Math.sqrt(10 / 90))
  })

  it('measures by the largest mistake when the diagonal is hidden, and keeps its counts', () => {
    const cells = matrixCells({ matrix }, { ...options, hidesDiagonal: true })

    expect(cells[0]![0]).toMatchObject({ text: '', strength: 0, count: 90 })
    expect(cells[1]![0]!.strength).toBe(1)
  })

  it('shows percent of a row or of a column, and a dash where there is nothing to share', () => {
    const textsBy = (normalisation: 'row' | 'column') =>
      matrixCells({ matrix: [...matrix.slice(0, 2), [0, 0, 0]] }, { ...options, normalisation }).map((line) =>
        line.map((cell) => cell.text),
      )

    // Row of cat: 90 and 1 of 91; column of cat: 90 and 10 of 100.
    expect(textsBy('row')[0]).toEqual(['99', '1', '·'])
    expect(textsBy('row')[2]).toEqual(['–', '–', ''])
    expect(textsBy('column').map((line) => line[0])).toEqual(['90', '10', '·'])
  })

  it('says that a share is small instead of rounding it away', () => {
    const [line] = matrixCells(
      {
        matrix: [
          [999, 1],
          [0, 0],
        ],
      },
      { ...options, normalisation: 'row' },
    )

    expect(line!.map((cell) => cell.text)).toEqual(['100', '<1'])
  })

  it('shades an empty matrix without dividing by zero', () => {
    const cells = matrixCells(
      {
        matrix: [
          [0, 0],
          [0, 0],
        ],
      },
      options,
    ).flat()

    expect(cells.every((cell) => cell.strength === 0)).toBe(true)
  })

  it('is walked by the arrow keys and ends at its edges', () => {
    expect(neighbourOf({ line: 0, place: 0 }, 'ArrowDown', 3)).toEqual({ line: 1, place: 0 })
    expect(neighbourOf({ line: 0, place: 0 }, 'ArrowLeft', 3)).toEqual({ line: 0, place: 0 })
    expect(neighbourOf({ line: 2, place: 1 }, 'End', 3)).toEqual({ line: 2, place: 2 })
    expect(neighbourOf({ line: 0, place: 1 }, 'PageDown', 3)).toEqual({ line: 2, place: 1 })
    expect(neighbourOf({ line: 0, place: 0 }, 'Enter', 3)).toBeNull()
  })

  it('can have what is labelled in its rows; every cell still means the same', () => {
    const usual = matrixCells({ matrix }, { ...options, normalisation: 'column' })
    const swapped = matrixCells({ matrix }, { ...options, normalisation: 'column', isSwapped: true })

    // Of 104 cats 10 were taken for dogs; the cell is now in the line of cats.
    expect(swapped[0]![1]).toMatchObject({ row: 1, column: 0, count: 10, text: '10', kind: 'wrong' })
    expect(swapped.flatMap((line, row) => line.map((cell, place) => [cell, usual[place]![row]]))).toSatisfy(
      (pairs: [unknown, unknown][]) => pairs.every(([a, b]) => JSON.stringify(a) === JSON.stringify(b)),
    )
  })
})

it('a matrix of several hundred classes is shown as well', () => {
  const size = 501
  const matrix = Array.from({ length: size }, (_, row) => Array.from({ length: size }, (_, column) => row + column))
  const cells = matrixCells({ matrix }, options)
  expect(cells[size - 2]![size - 1]!.strength).toBeCloseTo(Math.sqrt(999 / 1000), 9)
})
