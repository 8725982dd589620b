/**
 * What one row of a detector costs on a picture, term by term, with the gradient of each with respect to what was said of the row.
 * How a row is judged is its family's (`RowCosts`).
 * In: a picture [side, side, 3] of 0..255, its labels, a row. Out: `RowLosses` of the contract.
 */
import { BoxwrightError } from '../../../../shared/errors.ts'
import type { RowLosses } from '../../../../shared/howCalls.ts'
import { readValues } from '../../tensorflow/readValues.ts'
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { batchOf, evaluationPass } from '../explain.ts'
import type { Layout } from '../family.ts'
import type { RestoredDetector } from '../loadDetector.ts'
import type { NetworkBoxes } from '../networkBoxes.ts'
import { type CostTerm, cornersAt } from '../rowCost.ts'
import { valuesOf } from './experiment.ts'

export type LookedAt = { readonly pixels: Uint8Array; readonly labels: NetworkBoxes; readonly row: number }

/** @throws BoxwrightError `not-found` when the detector has no such row */
export async function rowLossesOf(restored: RestoredDetector, { pixels, labels, row }: LookedAt): Promise<RowLosses> {
  const { layout, costs } = restored.detector.inside
  if (row >= rowsOf(layout)) throw new BoxwrightError('not-found', `The detector has no row ${row}.`, { row })
  const seen = tf.tidy(() => costs.look(batchOf(pixels, restored.info.settings.size), evaluationPass(restored)))
  const { label, numbers, terms } = costs.of(row, await valuesOf(seen), labels)
  const said = numbers.map(({ value }) => value)
  const paid: RowLosses['terms'] = []
  for (const term of terms) paid.push({ name: term.name, formula: term.formula, ...(await slopeOf(term, said)) })
  return {
    row,
    label: label === null ? null : { box: cornersAt(labels.boxes, label), category: labels.classes[label]! },
    numbers: [...numbers],
    terms: paid,
  }
}

const rowsOf = (layout: Layout): number =>
  layout.kind === 'grid' ? layout.grid.length : layout.shapes.reduce((sum, { count }) => sum + count, 0)

async function slopeOf({ cost }: CostTerm, said: readonly number[]): Promise<{ value: number; gradients: number[] }> {
  const { value, grad } = tf.tidy(
    () => tf.valueAndGrad(((x: Tensor) => cost(x).reshape([])) as never)(tf.tensor1d([...said]) as never) as never,
  ) as { value: Tensor; grad: Tensor }
  const found = { value: (await readValues(value))[0]!, gradients: [...(await readValues(grad))] }
  tf.dispose([value, grad])
  return found
}
