import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldMatrix, keepingAxis, matrixAxis } from '../../../../renderer/results/matrix/matrixAxis.ts'
import { matrixCells, pairsBehind } from '../../../../renderer/results/matrixView.ts'
import { confusionAt } from '../../../../shared/metrics/confusion.ts'
import { matchAcrossCategories } from '../../../../shared/metrics/crossMatch.ts'
import { sumOf } from '../../../../shared/metrics/sum.ts'
import { datasetOfDrawn, drawn } from '../../../shared/metrics/datasets.ts'

// cat, dog, owl, background. Labels: 20 cats, 12 dogs, 3 owls. Confusions: cat 1 + 2, dog 2 + 4, owl 1 + 2 …
const matrix = [
  [18, 1, 0, 7],
  [1, 9, 1, 0],
  [0, 2, 2, 0],
  [1, 0, 0, 0],
]
const cat = 0
const dog = 1
const owl = 2
const background = 3
const rare = 4
const places = (options: { readonly isSorted: boolean; readonly leastLabels: number }) =>
  matrixAxis({ matrix }, options).map((entry) => entry.place)

describe('the lines of the matrix', () => {
  it('are the former ones while they are the same, and others as soon as anything differs', () => {
    const keep = keepingAxis()
    const alone = () => matrixAxis({ matrix }, { isSorted: false, leastLabels: 0 })
    const first = keep(alone())

    expect(keep(alone())).toBe(first)

    const grouped = matrixAxis({ matrix }, { isSorted: false, leastLabels: 15 })
    const sorted = matrixAxis({ matrix }, { isSorted: true, leastLabels: 0 })
    const otherMembers = grouped.map((entry) => ({ ...entry, members: [...entry.members].reverse() }))
    for (const other of [grouped, sorted, alone(), otherMembers, grouped]) expect(keep(other)).toBe(other)
  })

  it('are the classes in their order, background last', () => {
    expect(places({ isSorted: false, leastLabels: 0 })).toEqual([cat, dog, owl, background])
  })

  it('begin with the class that takes part in most confusions when asked to; background stays last', () => {
    // Between classes: cat 1 + 1, dog 1 + 1 + 1 + 2, owl 1 + 2. False alarms, of which cats have most, come second.
    expect(places({ isSorted: true, leastLabels: 0 })).toEqual([dog, owl, cat, background])
  })

  it('put classes with few labels together, but never one alone', () => {
    expect(places({ isSorted: false, leastLabels: 13 })).toEqual([cat, rare, background])
    expect(matrixAxis({ matrix }, { isSorted: false, leastLabels: 13 })[1]!.members).toEqual([dog, owl])
    expect(places({ isSorted: false, leastLabels: 12 })).toEqual([cat, dog, owl, background])
  })
})

describe('a group of rare classes', () => {
  const axis = matrixAxis({ matrix }, { isSorted: false, leastLabels: 13 })

  it('has the sums of its classes', () => {
    expect(foldMatrix({ matrix }, axis)).toEqual([
      [18, 1, 7],
      [1, 14, 0],
      [1, 0, 0],
    ])
  })

  it('is neither right nor wrong among itself', () => {
    const options = { normalisation: 'none', hidesDiagonal: false, isSwapped: false } as const
    const cell = matrixCells({ matrix }, axis, options).cellAt(1, 1)

    expect(cell).toMatchObject({ row: rare, column: rare, kind: 'mixed', count: 14 })
  })

  it('gives no box twice and leaves none out', () => {
    fc.assert(
      fc.property(drawn, fc.boolean(), fc.integer({ min: 0, max: 8 }), (boxes, isSorted, leastLabels) => {
        const confusion = confusionAt(matchAcrossCategories(datasetOfDrawn(boxes), 0.5), 0.3)
        const lines = matrixAxis(confusion, { isSorted, leastLabels })

        const folded = foldMatrix(confusion, lines)
        const behind = lines.flatMap((row) =>
          lines.flatMap((column) => pairsBehind(confusion, lines, { row: row.place, column: column.place })),
        )

        expect(sumOf(folded.flat())).toBe(sumOf(confusion.matrix.flat()))
        expect(behind).toHaveLength(sumOf(folded.flat()))
        expect(new Set(behind.map(({ groundTruth, detection }) => `${groundTruth} ${detection}`)).size).toBe(
          behind.length,
        )
      }),
    )
  })

  it('has no boxes once it is no longer a line', () => {
    const confusion = confusionAt(matchAcrossCategories(datasetOfDrawn({ truths: [], found: [] }), 0.5), 0.3)

    expect(
      pairsBehind(confusion, matrixAxis(confusion, { isSorted: false, leastLabels: 0 }), { row: 4, column: 0 }),
    ).toEqual([])
  })
})
