import { expect } from 'vitest'
import { byFormula } from '../../renderer/how/losses/byFormula.ts'
import type { RowLosses } from '../../shared/howCalls.ts'

/** Expects of each term what the formulas of the course give for the same numbers, gradients too. */
export function heldByFormulas({ numbers, terms }: RowLosses): void {
  const said = numbers.map(({ value }) => value)
  for (const { name, value, gradients, formula } of terms) {
    const own = byFormula(said, formula)
    expect(value, name).toBeCloseTo(own.value, 3)
    expect(gradients, name).toEqual(own.gradients.map((each) => expect.closeTo(each, 3)))
  }
}
