/** What an experiment is told and tells while it goes on. */
import { setImmediate } from 'node:timers/promises'
import { BoxwrightError } from '../../../../shared/errors.ts'
import { readValues } from '../../tensorflow/readValues.ts'
import { type TensorMap, tf } from '../../tensorflow/tensorflow.ts'

export type Experimenting = {
  readonly isCancelled: () => boolean
  /** Done part, 0 to 1. */
  readonly onPart: (part: number) => void
}

/** Between two steps: says how far it is, and lets a cancel in. @throws BoxwrightError `cancelled` */
export async function breathe({ isCancelled, onPart }: Experimenting, part: number): Promise<void> {
  onPart(part)
  await setImmediate()
  if (isCancelled()) throw new BoxwrightError('cancelled', 'The computation was cancelled.')
}

/** What a compiled function gave, as numbers; its tensors are let go. */
export async function valuesOf(outputs: TensorMap): Promise<Readonly<Record<string, Float32Array>>> {
  const named = Object.entries(outputs).map(async ([name, tensor]) => [name, await readValues(tensor)] as const)
  const values = Object.fromEntries(await Promise.all(named))
  tf.dispose(Object.values(outputs))
  return values
}
